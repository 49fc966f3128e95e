import type { Accounts } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";
import { passwordLength, passwordRule } from "./password";

type Props = {
  readonly accounts: Accounts;
  readonly onConfirm: (user: string, password: string) => void;
  readonly onReady: (user: string, password: string) => Promise<void>;
  readonly onSignIn: () => void;
};

export function SignUpForm({ accounts, onConfirm, onReady, onSignIn }: Props) {
  const { busy, failure, run } = useAction();

  const signUp = (form: FormData) =>
    run(async () => {
      const name = textOf(form, "user").trim();
      const password = textOf(form, "password");
      const next = await accounts.signUp({ name, email: textOf(form, "email").trim(), password });
      if (next === "confirm") onConfirm(name, password);
      else await onReady(name, password);
    });

  return (
    <AccountForm
      title="Create an account" failure={failure} busy={busy} submit="Create account" onSubmit={(form) => void signUp(form)}
      footer={<button type="button" className="link" onClick={onSignIn}>I have an account</button>}
    >
      <Field name="user" label="User name" hint="Others find you by it." autoComplete="username" required maxLength={64} autoFocus />
      <Field name="email" label="E-mail" hint="We send a code there." type="email" autoComplete="email" required />
      <Field
        name="password" label="Password" hint={passwordRule} type="password" autoComplete="new-password" minLength={passwordLength} required
      />
    </AccountForm>
  );
}

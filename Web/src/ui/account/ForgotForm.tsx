import { useState } from "react";
import type { Accounts } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";
import { passwordLength, passwordRule } from "./password";

type Props = { readonly accounts: Accounts; readonly onDone: () => void; readonly onBack: () => void };

export function ForgotForm({ accounts, onDone, onBack }: Props) {
  const { busy, failure, run } = useAction();
  const [user, setUser] = useState<string | null>(null);
  const back = <button type="button" className="link" onClick={onBack}>Back</button>;

  const ask = (form: FormData) =>
    run(async () => {
      const name = textOf(form, "user").trim();
      await accounts.forgotPassword(name);
      setUser(name);
    });
  const reset = (form: FormData) =>
    run(async () => {
      await accounts.resetPassword(user ?? "", textOf(form, "code").trim(), textOf(form, "password"));
      onDone();
    });

  if (user === null)
    return (
      <AccountForm
        key="ask" title="Forgot your password?" failure={failure} busy={busy} submit="Send me a code"
        onSubmit={(form) => void ask(form)} footer={back}
      >
        <Field name="user" label="User name" autoComplete="username" required autoFocus />
      </AccountForm>
    );
  return (
    <AccountForm
      key="reset" title="Choose a new password" note={`If ${user} exists, a code is on its way.`}
      failure={failure} busy={busy} submit="Change password" onSubmit={(form) => void reset(form)} footer={back}
    >
      <Field name="code" label="Code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      <Field
        name="password" label="New password" hint={passwordRule} type="password" autoComplete="new-password" minLength={passwordLength} required
      />
    </AccountForm>
  );
}

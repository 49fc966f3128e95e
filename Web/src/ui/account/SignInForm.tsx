import { useState } from "react";
import { AccountError, type Accounts, type SignInStep } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";

type Props = {
  readonly accounts: Accounts;
  readonly note: string | null;
  readonly onSignedIn: () => void;
  readonly onUnconfirmed: (user: string, password: string) => void;
  readonly onSignUp: () => void;
  readonly onForgot: () => void;
};

export function SignInForm({ accounts, note, onSignedIn, onUnconfirmed, onSignUp, onForgot }: Props) {
  const { busy, failure, run } = useAction();
  const [asked, setAsked] = useState<"code" | "newPassword" | null>(null);

  const proceed = (step: SignInStep, user: string, password: string) => {
    if (step === "done") onSignedIn();
    else if (step === "confirm") onUnconfirmed(user, password);
    else setAsked(step);
  };

  const signIn = (form: FormData) =>
    run(async () => {
      const user = textOf(form, "user").trim();
      const password = textOf(form, "password");
      try {
        proceed(await accounts.signIn(user, password), user, password);
      } catch (error) {
        if (!(error instanceof AccountError) || error.code !== "UserNotConfirmedException") throw error;
        onUnconfirmed(user, password);
      }
    });

  if (asked !== null)
    return (
      <AccountForm
        title={asked === "code" ? "One more step" : "Choose a new password"} failure={failure} busy={busy} submit="Continue"
        onSubmit={(form) => void run(async () => proceed(await accounts.answer(textOf(form, "answer")), "", ""))}
        footer={<button type="button" className="link" onClick={() => setAsked(null)}>Back</button>}
      >
        {asked === "code" ? (
          <Field key="code" name="answer" label="Code from your authenticator" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
        ) : (
          <Field key="password" name="answer" label="New password" type="password" autoComplete="new-password" required autoFocus />
        )}
      </AccountForm>
    );

  return (
    <AccountForm
      title="Sign in" note={note} failure={failure} busy={busy} submit="Sign in" onSubmit={(form) => void signIn(form)}
      footer={
        <>
          <button type="button" className="link" onClick={onSignUp}>Create an account</button>
          <button type="button" className="link" onClick={onForgot}>Forgot your password?</button>
        </>
      }
    >
      <Field name="user" label="User name or e-mail" autoComplete="username" required autoFocus />
      <Field name="password" label="Password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

import { useState } from "react";
import { AccountError, type Accounts, type SignInStep } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";
import { ChallengeForm, type Challenge } from "./ChallengeForm";

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
  const [asked, setAsked] = useState<Challenge | null>(null);

  const proceed = (step: SignInStep, user: string, password: string) => {
    if (step.name === "done") onSignedIn();
    else if (step.name === "confirm") onUnconfirmed(user, password);
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
    return <ChallengeForm asked={asked} accounts={accounts} onStep={(step) => proceed(step, "", "")} onBack={() => setAsked(null)} />;
  return (
    <AccountForm
      title="Sign in" note={note} failure={failure} busy={busy} submit="Sign in" onSubmit={(form) => void signIn(form)}
      footer={
        <>
          <button type="button" className="link" onClick={onSignUp}>Create an account</button>
          <button type="button" className="link" onClick={onForgot}>Forgot your password?</button>
          {accounts.others.map((other) => (
            <button key={other} type="button" className="link" disabled={busy} onClick={() => void run(() => accounts.signInWith(other))}>Sign in with {other}</button>
          ))}
        </>
      }
    >
      <Field name="user" label="User name or e-mail" autoComplete="username" required autoFocus />
      <Field name="password" label="Password" type="password" autoComplete="current-password" required />
    </AccountForm>
  );
}

import { useState } from "react";
import type { Accounts } from "../../accounts/accounts";
import { Brand } from "../Brand";
import { ConfirmForm } from "./ConfirmForm";
import { ForgotForm } from "./ForgotForm";
import { SignInForm } from "./SignInForm";
import { SignUpForm } from "./SignUpForm";

type View =
  | { readonly name: "signIn"; readonly note: string | null }
  | { readonly name: "signUp" }
  | { readonly name: "forgot" }
  | { readonly name: "confirm"; readonly user: string; readonly password: string };

type Props = { readonly accounts: Accounts; readonly note: string | null; readonly onSignedIn: () => void };

export function AccountPage({ accounts, note, onSignedIn }: Props) {
  const [view, setView] = useState<View>({ name: "signIn", note });
  const confirm = (user: string, password: string) => setView({ name: "confirm", user, password });

  /** A fresh account goes straight on into the chat. */
  const confirmed = async (user: string, password: string) => {
    if ((await accounts.signIn(user, password)).name === "done") onSignedIn();
    else setView({ name: "signIn", note: "Your account is confirmed. Sign in." });
  };

  return (
    <div className="account">
      <aside className="account-pitch" aria-hidden="true">
        <Brand />
        <ol className="pitch-log">
          <li><b>Every word is an event.</b> It is written once, in order, and never lost.</li>
          <li><b>Your screen follows the log.</b> Offline for an hour? It catches up by itself.</li>
          <li><b>Edits and deletions too.</b> What you see is what was said.</li>
        </ol>
      </aside>
      <main className="account-main">
        <div className="account-card">
          {view.name === "signIn" && (
            <SignInForm
              accounts={accounts} note={view.note} onSignedIn={onSignedIn} onUnconfirmed={confirm}
              onSignUp={() => setView({ name: "signUp" })} onForgot={() => setView({ name: "forgot" })}
            />
          )}
          {view.name === "signUp" && (
            <SignUpForm
              accounts={accounts} onConfirm={confirm} onReady={confirmed} onSignIn={() => setView({ name: "signIn", note: null })}
            />
          )}
          {view.name === "confirm" && (
            <ConfirmForm
              accounts={accounts} user={view.user} onConfirmed={() => confirmed(view.user, view.password)}
              onBack={() => setView({ name: "signIn", note: null })}
            />
          )}
          {view.name === "forgot" && (
            <ForgotForm
              accounts={accounts} onDone={() => setView({ name: "signIn", note: "Your password is changed. Sign in." })}
              onBack={() => setView({ name: "signIn", note: null })}
            />
          )}
        </div>
      </main>
    </div>
  );
}

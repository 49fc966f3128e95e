import type { Accounts, SignInStep } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";
import { passwordLength, passwordRule } from "./password";

export type Challenge = Extract<SignInStep, { readonly name: "code" | "authenticator" | "newPassword" }>;

type Props = {
  readonly asked: Challenge;
  readonly accounts: Accounts;
  readonly onStep: (step: SignInStep) => void;
  readonly onBack: () => void;
};

const titles = { code: "One more step", authenticator: "Set up your authenticator", newPassword: "Choose a new password" } as const;

/** What the pool asks for beyond the password. */
export function ChallengeForm({ asked, accounts, onStep, onBack }: Props) {
  const { busy, failure, run } = useAction();
  return (
    <AccountForm
      key={asked.name} title={titles[asked.name]} failure={failure} busy={busy} submit="Continue"
      onSubmit={(form) => void run(async () => onStep(await accounts.answer(textOf(form, "answer").trim())))}
      footer={<button type="button" className="link" onClick={onBack}>Back</button>}
    >
      {asked.name === "authenticator" && (
        <p className="note">
          Add an account to your authenticator with this key, then type the code that it shows:
          <code className="secret">{asked.secret.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
      )}
      {asked.name === "newPassword" ? (
        <Field
          name="answer" label="New password" hint={passwordRule} type="password" autoComplete="new-password"
          minLength={passwordLength} required autoFocus
        />
      ) : (
        <Field name="answer" label="Code from your authenticator" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
      )}
    </AccountForm>
  );
}

import { useState } from "react";
import type { Accounts } from "../../accounts/accounts";
import { Field } from "../Field";
import { useAction } from "../useAction";
import { AccountForm, textOf } from "./AccountForm";

type Props = {
  readonly accounts: Accounts;
  readonly user: string;
  readonly onConfirmed: () => Promise<void>;
  readonly onBack: () => void;
};

export function ConfirmForm({ accounts, user, onConfirmed, onBack }: Props) {
  const { busy, failure, run } = useAction();
  const [note, setNote] = useState(`We sent a code to the e-mail address of ${user}.`);

  const confirm = (form: FormData) =>
    run(async () => {
      await accounts.confirm(user, textOf(form, "code").trim());
      await onConfirmed();
    });
  const resend = () =>
    run(async () => {
      await accounts.resendCode(user);
      setNote("A new code is on its way.");
    });

  return (
    <AccountForm
      title="Confirm it is you" note={note} failure={failure} busy={busy} submit="Confirm" onSubmit={(form) => void confirm(form)}
      footer={
        <>
          <button type="button" className="link" onClick={() => void resend()}>Send a new code</button>
          <button type="button" className="link" onClick={onBack}>Back</button>
        </>
      }
    >
      <Field name="code" label="Code" inputMode="numeric" autoComplete="one-time-code" required autoFocus />
    </AccountForm>
  );
}

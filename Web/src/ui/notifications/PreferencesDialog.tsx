import { useState } from "react";
import type { PreferenceInput, Preferences } from "../../store/notifications";
import { Dialog } from "../Dialog";
import { Field } from "../Field";
import { Select } from "../Select";
import { useAction } from "../useAction";
import { Snooze } from "./Snooze";
import { usePreferences } from "./usePreferences";

export function PreferencesDialog({ onClose }: { readonly onClose: () => void }) {
  const { preferences, failure, save } = usePreferences();
  return (
    <Dialog title="Notification settings" onClose={onClose}>
      {preferences === null
        ? <p role={failure === null ? "status" : "alert"}>{failure ?? "Reading…"}</p>
        : <Preference initial={preferences} save={save} onClose={onClose} />}
    </Dialog>
  );
}

type Props = { readonly initial: Preferences; readonly save: (change: PreferenceInput) => Promise<unknown>; readonly onClose: () => void };

function Preference({ initial, save, onClose }: Props) {
  const { busy, failure, run } = useAction();
  const [level, setLevel] = useState<"Default" | "All" | "Mentions" | "None">(initial.level ?? "Default");
  const [quiet, setQuiet] = useState(initial.quietFrom !== null);
  const [digest, setDigest] = useState(initial.digestAt !== null);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const apply = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? "").trim() || null;
    return run(async () => {
      await save({
        level: level === "Default" ? null : level, timeZone: here, email: form.get("email") !== null,
        quietFrom: quiet ? text("quietFrom") : null, quietTo: quiet ? text("quietTo") : null, digestAt: digest ? text("digestAt") : null,
        webhookUrl: text("webhookUrl"),
      });
      onClose();
    });
  };

  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); void apply(new FormData(event.currentTarget)); }}>
      <Select
        label="Tell me about" value={level} onChange={setLevel} data-initial-focus
        options={[["Default", "All, in very large ones mentions"], ["All", "All messages"], ["Mentions", "Mentions and replies"], ["None", "Nothing"]]}
        hint="A conversation's own setting, in its menu, comes first."
      />
      <Snooze until={initial.snoozedUntil} save={save} />
      <fieldset className="group">
        <legend className="visually-hidden">Quiet hours</legend>
        <label className="check"><input type="checkbox" checked={quiet} onChange={(e) => setQuiet(e.target.checked)} /> Quiet hours</label>
        {quiet && (
          <div className="pair">
            <Field name="quietFrom" type="time" label="From" defaultValue={initial.quietFrom ?? "22:00"} required />
            <Field name="quietTo" type="time" label="To" defaultValue={initial.quietTo ?? "07:00"} required />
          </div>
        )}
        <p className="hint">Times are those of {here.replaceAll("_", " ")}, where you are now.</p>
      </fieldset>
      <fieldset className="group">
        <legend className="visually-hidden">E-mail</legend>
        <label className="check"><input type="checkbox" name="email" defaultChecked={initial.email} /> E-mail what I miss</label>
        <label className="check"><input type="checkbox" checked={digest} onChange={(e) => setDigest(e.target.checked)} /> A daily digest of what is unread</label>
        {digest && <Field name="digestAt" type="time" label="At" defaultValue={initial.digestAt ?? "08:00"} required />}
      </fieldset>
      <Field
        name="webhookUrl" type="url" label="Webhook" placeholder="https://…" pattern="https://.*" defaultValue={initial.webhookUrl ?? ""}
        hint="Called for each notification. https, to a public address."
      />
      {initial.webhookSecret !== null && (
        <p className="hint">
          Calls are signed with <code className="secret" tabIndex={0}>{initial.webhookSecret}</code>
        </p>
      )}
      <p className="failure" role="alert">{failure}</p>
      <button className="button" disabled={busy}>{busy ? "One moment…" : "Save"}</button>
    </form>
  );
}

import { useState } from "react";
import type { Message, ReasonClass } from "../../store/model";
import { Dialog } from "../Dialog";
import { capital, reasonWords, reportable } from "../reasons";
import { Select } from "../Select";
import { TextArea } from "../TextArea";
import { useAction } from "../useAction";
import { useStore } from "./useChat";

/** Contracts/Limits.cs, NoteCharacters. */
export const noteCharacters = 500;

type Props = { readonly message: Message; readonly onClose: () => void; readonly onDone: (words: string) => void };

export function ReportDialog({ message, onClose, onDone }: Props) {
  const store = useStore();
  const { busy, failure, run } = useAction();
  const [reason, setReason] = useState<ReasonClass>("Insult");
  const [note, setNote] = useState("");

  const report = () =>
    run(async () => {
      await store.report(message, reason, note.trim());
      onDone("Reported. A moderator will look at it.");
    });

  return (
    <Dialog title="Report this message?" onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void report(); }}>
        <blockquote className="excerpt">{message.text}</blockquote>
        <Select label="What is wrong with it?" options={reportable.map((r) => [r, capital(reasonWords[r])])} value={reason} onChange={setReason} data-initial-focus />
        <TextArea label="Note to the moderators" hint="Optional. Only they see it." maxLength={noteCharacters} value={note} onChange={(e) => setNote(e.target.value)} />
        <p className="failure" role="alert">{failure}</p>
        <div className="dialog-actions">
          <button type="button" className="button plain" onClick={onClose}>Cancel</button>
          <button className="button" disabled={busy}>{busy ? "One moment…" : "Report"}</button>
        </div>
      </form>
    </Dialog>
  );
}

import { useState } from "react";
import type { Message } from "../../store/model";
import { Dialog } from "../Dialog";
import { reasonWords } from "../reasons";
import { TextArea } from "../TextArea";
import { useAction } from "../useAction";
import { noteCharacters } from "./ReportDialog";
import { useStore } from "./useChat";

type Props = { readonly message: Message; readonly onClose: () => void; readonly onDone: (words: string) => void };

export function AppealDialog({ message, onClose, onDone }: Props) {
  const store = useStore();
  const { busy, failure, run } = useAction();
  const [note, setNote] = useState("");

  const appeal = () =>
    run(async () => {
      await store.appeal(message, note.trim());
      onDone("Appealed. Other moderators will look at it.");
    });

  return (
    <Dialog title="Appeal the removal?" onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void appeal(); }}>
        <p>
          {message.reason === null ? "Your message was removed." : `Your message was removed for ${reasonWords[message.reason]}.`} Moderators who have
          not decided about it yet look again. You can ask once.
        </p>
        <TextArea
          label="Why should it stay?" hint="Optional. Only moderators see it." maxLength={noteCharacters} value={note} data-initial-focus
          onChange={(e) => setNote(e.target.value)}
        />
        <p className="failure" role="alert">{failure}</p>
        <div className="dialog-actions">
          <button type="button" className="button plain" onClick={onClose}>Cancel</button>
          <button className="button" disabled={busy}>{busy ? "One moment…" : "Appeal"}</button>
        </div>
      </form>
    </Dialog>
  );
}

import type { ReactNode } from "react";
import { Dialog } from "../Dialog";
import { useOperation } from "./useOperation";

export type Question = {
  readonly title: string;
  /** What will happen, and what it costs to take it back. */
  readonly words: ReactNode;
  readonly verb: string;
  readonly danger?: boolean;
  readonly act: () => Promise<unknown>;
  /** Said once it is done. */
  readonly done: string;
};

type Props = { readonly question: Question; readonly onClose: () => void; readonly onDone: (words: string) => void };

export function ConfirmDialog({ question, onClose, onDone }: Props) {
  const { busy, failure, run } = useOperation();
  const act = async () => {
    if (!(await run(question.act))) return;
    onClose();
    onDone(question.done);
  };
  return (
    <Dialog title={question.title} onClose={onClose}>
      <div className="confirm-words">{question.words}</div>
      <p className="failure" role="alert">{failure}</p>
      <div className="dialog-actions">
        <button className="button plain" data-initial-focus onClick={onClose}>Cancel</button>
        <button className={question.danger ? "button danger" : "button"} disabled={busy} onClick={() => void act()}>{busy ? "One moment…" : question.verb}</button>
      </div>
    </Dialog>
  );
}

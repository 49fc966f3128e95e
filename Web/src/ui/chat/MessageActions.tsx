import { IconButton } from "../Icon";

type Props = {
  readonly seq: number;
  readonly onReply: () => void;
  readonly onEdit: (() => void) | null;
  readonly onDelete: (() => void) | null;
};

/** Seen while the pointer or the focus is on the message; out of the Tab order, since the message itself takes the keys. */
export function MessageActions({ seq, onReply, onEdit, onDelete }: Props) {
  return (
    <div className="message-actions">
      <span className="seq" title="Position in the log">#{seq}</span>
      <IconButton icon="reply" label="Reply" tabIndex={-1} onClick={onReply} />
      {onEdit && <IconButton icon="edit" label="Edit" tabIndex={-1} onClick={onEdit} />}
      {onDelete && <IconButton icon="delete" label="Delete" tabIndex={-1} onClick={onDelete} />}
    </div>
  );
}

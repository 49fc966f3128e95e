import type { Message } from "../../store/model";
import { Dialog } from "../Dialog";

type Props = { readonly message: Message; readonly onClose: () => void; readonly onDelete: () => void };

export function DeleteDialog({ message, onClose, onDelete }: Props) {
  return (
    <Dialog title="Delete this message?" onClose={onClose}>
      <blockquote className="excerpt">{message.text}</blockquote>
      <p className="quiet">It disappears for everyone, for good.</p>
      <div className="dialog-actions">
        <button className="button plain" onClick={onClose}>Keep it</button>
        <button className="button danger" data-initial-focus onClick={onDelete}>Delete</button>
      </div>
    </Dialog>
  );
}

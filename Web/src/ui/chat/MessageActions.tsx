import type { Message } from "../../store/model";
import { IconButton } from "../Icon";
import type { Asked } from "./MessageDialogs";

type Props = {
  readonly message: Message;
  readonly own: boolean;
  readonly onReply: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  readonly onThread: ((message: Message) => void) | null;
  readonly onAsk: (asked: Asked) => void;
};

/** Seen while the pointer or the focus is on the message; out of the Tab order, since the message itself takes the keys. */
export function MessageActions({ message, own, onReply, onEdit, onThread, onAsk }: Props) {
  const readable = message.text !== null;
  return (
    <div className="message-actions">
      <span className="seq" title="Position in the log">#{message.seq}</span>
      {readable && <IconButton icon="reply" label="Reply" tabIndex={-1} onClick={() => onReply(message)} />}
      {readable && onThread && <IconButton icon="thread" label="Answer in a thread" tabIndex={-1} onClick={() => onThread(message)} />}
      {own && <IconButton icon="edit" label="Edit" tabIndex={-1} onClick={() => onEdit(message)} />}
      {own && <IconButton icon="delete" label="Delete" tabIndex={-1} onClick={() => onAsk({ about: "delete", message })} />}
      {!own && readable && <IconButton icon="flag" label="Report" tabIndex={-1} onClick={() => onAsk({ about: "report", message })} />}
    </div>
  );
}

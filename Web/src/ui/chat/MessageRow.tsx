import { memo, type KeyboardEvent } from "react";
import type { Head } from "../../store/head";
import type { Message } from "../../store/model";
import { Avatar } from "../Avatar";
import { FailedNote } from "./FailedNote";
import { MessageActions } from "./MessageActions";
import type { Asked } from "./MessageDialogs";
import { MessageText } from "./MessageText";
import { nameOf } from "./names";
import type { MessageItem } from "./timelineItems";
import { timeOf } from "./times";

type Props = {
  readonly item: MessageItem;
  readonly members: Head["members"];
  readonly me: string;
  /** The one message that the Tab key reaches; arrows lead to the others. */
  readonly reachable: boolean;
  readonly answered: Message | undefined;
  readonly onReply: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  /** How often it was answered. */
  readonly answers: number;
  /** Null within a thread. */
  readonly onThread: ((message: Message) => void) | null;
  readonly onAsk: (asked: Asked) => void;
};

export const MessageRow = memo(function MessageRow({ item, members, me, reachable, answered, answers, onReply, onEdit, onThread, onAsk }: Props) {
  const { message, delivery, outgoing } = item;
  const own = message.senderId === me;
  const name = own ? "You" : nameOf(members, message.senderId);
  const idle = delivery === "delivered" && !message.deleted;

  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || !idle || event.ctrlKey || event.metaKey || event.altKey) return;
    const reply = message.text === null ? undefined : () => onReply(message);
    const action = {
      r: reply, Enter: reply, t: onThread === null ? undefined : () => onThread(message), e: own ? () => onEdit(message) : undefined,
      Delete: own ? () => onAsk({ about: "delete", message }) : undefined,
      "!": own || message.text === null ? undefined : () => onAsk({ about: "report", message }),
    }[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <li
      className="message" tabIndex={reachable ? 0 : -1} onKeyDown={onKeyDown} data-own={own || undefined}
      data-continued={item.continued || undefined} data-delivery={delivery} data-status={message.status ?? undefined} data-seq={Number.isFinite(message.seq) ? message.seq : undefined} data-message-id={message.messageId}
    >
      {!own && !item.continued && <Avatar id={message.senderId} name={name} />}
      <div className="message-body">
        {!item.continued && <span className={own ? "visually-hidden" : "message-name"}>{name}</span>}
        {message.replyTo !== null && onThread !== null && (
          <p className="answered">
            {answered === undefined ? "An earlier message" : (
              <><b>{nameOf(members, answered.senderId)}</b> {answered.text ?? (answered.deleted ? "Message deleted" : "Message removed")}</>
            )}
          </p>
        )}
        <div className="bubble">
          <MessageText message={message} own={own} members={members} me={me} />
          <span className="message-meta">
            {message.editedAt !== null && <span>edited</span>}
            {delivery === "pending" && <span className="pending">sending…</span>}
            <time dateTime={message.at}>{timeOf(Date.parse(message.at))}</time>
          </span>
        </div>
        {message.status === "Held" && <p className="message-note">Waiting for approval. Only you see this{message.versionSeq === message.seq ? "" : " edit"}.</p>}
        {own && message.status === "Removed" && (
          <p className="message-note">
            {message.text !== null && "Your edit was removed by moderation; others see this. "}
            <button className="link" onClick={() => onAsk({ about: "appeal", message })}>Appeal</button>
          </p>
        )}
        {answers > 0 && onThread && (
          <button className="link thread-link" tabIndex={-1} onClick={() => onThread(message)}>{answers === 1 ? "1 answer" : `${answers} answers`}</button>
        )}
        {delivery === "failed" && outgoing && <FailedNote outgoing={outgoing} />}
      </div>
      {idle && <MessageActions message={message} own={own} onReply={onReply} onEdit={onEdit} onThread={onThread} onAsk={onAsk} />}
    </li>
  );
}, same);

/** The timeline makes new items for every event; a message whose item says the same is not drawn again. */
function same(before: Props, after: Props): boolean {
  const { item: a, ...others } = before;
  const { item: b } = after;
  return (
    a.message === b.message && a.delivery === b.delivery && a.outgoing === b.outgoing && a.continued === b.continued &&
    (Object.keys(others) as (keyof typeof others)[]).every((name) => before[name] === after[name])
  );
}

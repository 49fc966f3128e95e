import { memo, type KeyboardEvent } from "react";
import type { Head } from "../../store/head";
import type { Message } from "../../store/model";
import { Avatar } from "../Avatar";
import { FailedNote } from "./FailedNote";
import { MessageActions } from "./MessageActions";
import { nameOf } from "./names";
import type { MessageItem } from "./timelineItems";
import { timeOf } from "./times";

type Props = {
  readonly item: MessageItem;
  readonly members: Head["members"];
  readonly own: boolean;
  /** The one message that the Tab key reaches; arrows lead to the others. */
  readonly reachable: boolean;
  readonly answered: Message | undefined;
  readonly onReply: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  readonly onDelete: (message: Message) => void;
};

export const MessageRow = memo(function MessageRow({ item, members, own, reachable, answered, onReply, onEdit, onDelete }: Props) {
  const { message, delivery, outgoing } = item;
  const name = own ? "You" : nameOf(members, message.senderId);
  const idle = delivery === "delivered" && !message.deleted;

  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || !idle || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { r: onReply, Enter: onReply, e: own ? onEdit : undefined, Delete: own ? onDelete : undefined }[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action(message);
  };

  return (
    <li
      className="message" tabIndex={reachable ? 0 : -1} onKeyDown={onKeyDown} data-own={own || undefined}
      data-continued={item.continued || undefined} data-delivery={delivery} data-seq={Number.isFinite(message.seq) ? message.seq : undefined} data-message-id={message.messageId}
    >
      {!own && !item.continued && <Avatar id={message.senderId} name={name} />}
      <div className="message-body">
        {!item.continued && <span className={own ? "visually-hidden" : "message-name"}>{name}</span>}
        {message.replyTo !== null && (
          <p className="answered">
            {answered === undefined ? "An earlier message" : (
              <><b>{nameOf(members, answered.senderId)}</b> {answered.text ?? "Message deleted"}</>
            )}
          </p>
        )}
        <div className="bubble">
          {message.deleted ? <span className="gone">Message deleted</span> : <span className="words">{message.text}</span>}
          <span className="message-meta">
            {message.editedAt !== null && <span>edited</span>}
            {delivery === "pending" && <span className="pending">sending…</span>}
            <time dateTime={message.at}>{timeOf(Date.parse(message.at))}</time>
          </span>
        </div>
        {delivery === "failed" && outgoing && <FailedNote outgoing={outgoing} />}
      </div>
      {idle && (
        <MessageActions
          seq={message.seq} onReply={() => onReply(message)}
          onEdit={own ? () => onEdit(message) : null} onDelete={own ? () => onDelete(message) : null}
        />
      )}
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

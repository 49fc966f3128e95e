import type { Head } from "../../store/head";
import type { Room } from "../../store/room";
import { Avatar } from "../Avatar";
import { nameOf, titleOf } from "./names";
import { shortTime } from "./times";
import { useChatState, useStore } from "./useChat";
import { useVisible } from "./useVisible";

type Props = { readonly room: Room; readonly open: boolean; readonly reachable: boolean; readonly onOpen: (id: string) => void };

export function ConversationRow({ room: { head }, open, reachable, onOpen }: Props) {
  const { me } = useChatState();
  const unread = useUnread(head, me.userId);
  const title = titleOf(head, me.userId);
  const last = head.lastMessage;
  const other = head.kind === "Direct" ? [...head.members.keys()].find((id) => id !== me.userId) : undefined;
  return (
    <li>
      <button
        className="row" aria-current={open ? "true" : undefined} tabIndex={reachable ? 0 : -1} data-unread={unread || undefined}
        onClick={() => onOpen(head.conversationId)}
      >
        <Avatar id={other ?? head.conversationId} name={title} round={head.kind === "Direct"} />
        <span className="row-text">
          <span className="row-title">{title}</span>
          <span className="row-last">{preview(head, me.userId)}</span>
        </span>
        <span className="row-side">
          {last && <time dateTime={last.at}>{shortTime(Date.parse(last.at), Date.now())}</time>}
          {unread && <span className="unread-dot"><span className="visually-hidden">Unread</span></span>}
        </span>
      </button>
    </li>
  );
}

function useUnread(head: Head, me: string): boolean {
  const store = useStore();
  const visible = useVisible();
  const last = head.lastMessage;
  const reading = visible && store.state().openId === head.conversationId;
  return !reading && last !== null && last.senderId !== me && last.seq > store.readMark(head.conversationId);
}

function preview(head: Head, me: string): string {
  const last = head.lastMessage;
  if (last === null) return "No messages yet";
  const text = last.deleted ? "Message deleted" : last.status === "Removed" ? "Message removed" : (last.text ?? "");
  if (last.senderId === me) return `You: ${text}`;
  return head.kind === "Direct" ? text : `${nameOf(head.members, last.senderId)}: ${text}`;
}

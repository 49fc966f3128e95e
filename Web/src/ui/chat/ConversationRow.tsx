import type { Head } from "../../store/head";
import type { Room } from "../../store/room";
import { countOf, mentionsOf } from "../../store/unread";
import { Avatar } from "../Avatar";
import { nameOf, titleOf } from "./names";
import { shortTime } from "./times";
import { useChatState, useStore } from "./useChat";
import { useVisible } from "./useVisible";

type Props = { readonly room: Room; readonly open: boolean; readonly reachable: boolean; readonly onOpen: (id: string) => void };

export function ConversationRow({ room, open, reachable, onOpen }: Props) {
  const { head } = room;
  const { me } = useChatState();
  const unread = useUnread(room);
  const title = titleOf(head, me.userId);
  const last = head.lastMessage;
  const other = head.kind === "Direct" ? [...head.members.keys()].find((id) => id !== me.userId) : undefined;
  return (
    <li>
      <button
        className="row" aria-current={open ? "true" : undefined} tabIndex={reachable ? 0 : -1} data-unread={unread !== null || undefined}
        onClick={() => onOpen(head.conversationId)}
      >
        <Avatar id={other ?? head.conversationId} name={title} round={head.kind === "Direct"} />
        <span className="row-text">
          <span className="row-title">{title}</span>
          <span className="row-last">{preview(head, me.userId)}</span>
        </span>
        <span className="row-side">
          {last && <time dateTime={last.at}>{shortTime(Date.parse(last.at), Date.now())}</time>}
          {unread && <UnreadBadge {...unread} />}
        </span>
      </button>
    </li>
  );
}

type Counted = { readonly count: number; readonly orMore: boolean; readonly mentions: number };

/** What one looks at is read as it comes. */
function useUnread({ head, unread }: Room): Counted | null {
  const store = useStore();
  const visible = useVisible();
  if (visible && store.state().openId === head.conversationId) return null;
  const counted = { count: countOf(unread), orMore: unread.orMore, mentions: mentionsOf(unread) };
  return counted.count > 0 || counted.orMore ? counted : null;
}

/** More than fits a badge is not counted out. */
const most = 99;

function UnreadBadge({ count, orMore, mentions }: Counted) {
  const words = count > most ? `${most}+` : `${count}${orMore ? "+" : ""}`;
  return (
    <span className="unread-count" data-mention={mentions > 0 || undefined}>
      {mentions > 0 && <span aria-hidden="true">@</span>}
      {words}
      <span className="visually-hidden"> unread{mentions > 0 && `, ${mentions} of them mention you`}</span>
    </span>
  );
}

function preview(head: Head, me: string): string {
  const last = head.lastMessage;
  if (last === null) return "No messages yet";
  const text = last.deleted ? "Message deleted" : last.status === "Removed" ? "Message removed" : (last.text ?? "");
  if (last.senderId === me) return `You: ${text}`;
  return head.kind === "Direct" ? text : `${nameOf(head.members, last.senderId)}: ${text}`;
}

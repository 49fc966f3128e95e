import { useRef } from "react";
import { isUnread, type Notification } from "../../store/notifications";
import { sentenceFor } from "../../store/problem";
import type { Room } from "../../store/room";
import { Avatar } from "../Avatar";
import { nameOf, titleOf } from "../chat/names";
import { roving } from "../chat/roving";
import { shortTime } from "../chat/times";
import { useChatState, useStore } from "../chat/useChat";
import { IconButton } from "../Icon";
import { useNotifications, useSession } from "../useSession";

type Props = {
  readonly id: string;
  readonly seenSeq: number;
  readonly onOpen: (conversationId: string, seq: number | null) => void;
  readonly onSettings: () => void;
};

export function NotificationPanel({ id, seenSeq, onOpen, onSettings }: Props) {
  const { items, olderToken, loaded, problem } = useNotifications();
  const { notifications } = useSession();
  const { rooms, me } = useChatState();
  const store = useStore();
  const list = useRef<HTMLUListElement>(null);
  return (
    <section className="panel" id={id} aria-label="Notifications">
      <header className="panel-head">
        <h2>Notifications</h2>
        <IconButton icon="settings" label="Notification settings" onClick={onSettings} />
      </header>
      {problem && (
        <p role="alert" className="panel-note">
          {sentenceFor(problem)} <button className="link" onClick={() => void notifications.refresh()}>Try again</button>
        </p>
      )}
      {items.length === 0 && !problem && <p className="quiet panel-note">{loaded ? "Nothing yet. Mentions and messages you miss come here." : "Reading…"}</p>}
      <ul ref={list} onKeyDown={(event) => roving(event, list.current, "button")}>
        {items.map((n) => {
          const room = n.conversationId === null ? undefined : rooms.get(n.conversationId);
          return (
            <li key={n.seq}>
              <button
                className="row" data-unread={isUnread(n, seenSeq, (c) => store.readMark(c)) || undefined} disabled={n.conversationId === null}
                onClick={() => n.conversationId !== null && onOpen(n.conversationId, n.messageSeq)}
              >
                <Avatar id={n.fromId ?? n.conversationId ?? "digest"} name={n.fromId === null ? "…" : who(n, room)} />
                <span className="row-text">
                  <span className="row-title">{headline(n, room)}</span>
                  <span className="row-last">{room ? titleOf(room.head, me.userId) : n.kind === "Digest" ? "By e-mail" : "A conversation"}</span>
                </span>
                <span className="row-side"><time dateTime={n.at}>{shortTime(Date.parse(n.at), Date.now())}</time></span>
              </button>
            </li>
          );
        })}
      </ul>
      {olderToken !== null && <button className="link panel-note" onClick={() => void notifications.loadOlder()}>Older ones</button>}
    </section>
  );
}

function who(n: Notification, room: Room | undefined): string {
  return room === undefined || n.fromId === null ? "Somebody" : nameOf(room.head.members, n.fromId);
}

function headline(n: Notification, room: Room | undefined): string {
  switch (n.kind) {
    case "Mention":
      return `${who(n, room)} mentioned you`;
    case "Reply":
      return `${who(n, room)} replied to you`;
    case "Message":
      return n.count === 1 ? `${who(n, room)} wrote` : `${n.count} new messages`;
    case "Digest":
      return `Daily digest: ${n.count} unread`;
  }
}

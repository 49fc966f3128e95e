import { useRef } from "react";
import type { Room } from "../../store/room";
import { sentenceFor } from "../../store/problem";
import { ConversationRow } from "./ConversationRow";
import { roving } from "./roving";
import { useChatState, useStore } from "./useChat";

type Props = { readonly openId: string | null; readonly onOpen: (id: string) => void; readonly onNew: () => void };

export function ConversationList({ openId, onOpen, onNew }: Props) {
  const state = useChatState();
  const store = useStore();
  const list = useRef<HTMLUListElement>(null);
  const rooms = [...state.rooms.values()].sort((a, b) => activity(b) - activity(a));
  const reachable = openId !== null && state.rooms.has(openId) ? openId : rooms[0]?.head.conversationId;

  if (rooms.length === 0)
    return (
      <div className="list-empty">
        {state.listed ? (
          <>
            <p>No conversations yet.</p>
            <button className="button small" onClick={onNew}>Start one</button>
          </>
        ) : state.problem ? (
          <>
            <p role="alert">{sentenceFor(state.problem)}</p>
            <button className="button small" onClick={() => void store.refresh()}>Try again</button>
          </>
        ) : (
          <p className="quiet">Reading your conversations…</p>
        )}
      </div>
    );
  return (
    <nav className="list" aria-label="Your conversations">
      <ul ref={list} onKeyDown={(event) => roving(event, list.current, "button")}>
        {rooms.map((room) => (
          <ConversationRow
            key={room.head.conversationId} room={room} open={room.head.conversationId === openId}
            reachable={room.head.conversationId === reachable} onOpen={onOpen}
          />
        ))}
      </ul>
    </nav>
  );
}

function activity({ head }: Room): number {
  return Date.parse(head.lastMessage?.at ?? head.createdAt);
}

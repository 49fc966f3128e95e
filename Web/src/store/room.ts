import { foldHead, type Head } from "./head";
import type { ChatEvent } from "./model";
import { foldTimeline, missingMessage, type Timeline } from "./timeline";
import { foldUnread, type Unread } from "./unread";

/**
 * One conversation as this page knows it. Head and timeline are read at different moments, so each carries the
 * seq it reflects and skips what it has; the cursor is the older of the two.
 */
export type Room = {
  readonly me: string;
  readonly head: Head;
  readonly timeline: Timeline | null;
  readonly unread: Unread;
  /** Events beyond a hole, by seq, until the hole is filled. */
  readonly waiting: ReadonlyMap<number, ChatEvent>;
};

/** The nearest so many events beyond a hole are kept; `sync` brings the others. */
const waitingEvents = 1_000;

export function cursorOf(room: Room): number {
  return Math.min(room.head.seq, room.timeline?.seq ?? Number.POSITIVE_INFINITY);
}

export function hasHole(room: Room): boolean {
  return room.waiting.size > 0 || missingIn(room) !== null || room.timeline?.stale === true;
}

/** Seq of an approved message that is not here and that only the log can bring. */
export function missingIn({ timeline }: Room): number | null {
  return timeline && missingMessage(timeline);
}

/** Duplicate → skip; next → apply; hole → keep waiting. Frames and answers of `sync` both come in here. */
export function receive(room: Room, events: readonly ChatEvent[]): Room {
  const cursor = cursorOf(room);
  const waiting = new Map(room.waiting);
  for (const event of events) if (event.seq > cursor) waiting.set(event.seq, event);
  const run: ChatEvent[] = [];
  for (let next = cursor + 1; ; next++) {
    const event = waiting.get(next);
    if (event === undefined) break;
    waiting.delete(next);
    run.push(event);
  }
  return { ...(run.length === 0 ? room : advance(room, run)), waiting: nearest(waiting) };
}

/** A newly read timeline or head may move the cursor in either direction; what waits is judged again. */
export function rebase(room: Room, part: Partial<Pick<Room, "head" | "timeline">>): Room {
  const rebased = { ...room, ...part };
  return receive({ ...rebased, waiting: prune(rebased.waiting, cursorOf(rebased)) }, []);
}

function advance(room: Room, run: readonly ChatEvent[]): Room {
  return {
    ...room,
    head: foldHead(room.head, run, room.me),
    unread: foldUnread(room.unread, run, room.me),
    timeline: room.timeline && foldTimeline(room.timeline, room.head.conversationId, run),
  };
}

function prune(waiting: ReadonlyMap<number, ChatEvent>, cursor: number): ReadonlyMap<number, ChatEvent> {
  return new Map([...waiting].filter(([seq]) => seq > cursor));
}

function nearest(waiting: ReadonlyMap<number, ChatEvent>): ReadonlyMap<number, ChatEvent> {
  if (waiting.size <= waitingEvents) return waiting;
  return new Map([...waiting].sort(([a], [b]) => a - b).slice(0, waitingEvents));
}

import { readBody } from "./eventBody";
import { approves, changedMessage, mustBeReadAfter, shownTo, stateAfter, stateOfRow, stateOfSent, type MessageState } from "./messageState";
import type { ChatEvent, Message, MessagePage } from "./model";

/** A message, what this person sees of it, and the seq of the last event it reflects. Stale: what is known does not suffice to go on. */
type Row = { readonly state: MessageState; readonly message: Message | null; readonly asOf: number; readonly stale: boolean };

/** The loaded end of a conversation: messages in the order of the log, as of `seq`. */
export type Timeline = {
  readonly me: string;
  readonly seq: number;
  readonly rows: readonly Row[];
  /** What of the rows is to be seen. */
  readonly messages: readonly Message[];
  /** Changes of messages that are not here: an older page may have been read before them, and a page leaves out what waits for approval. */
  readonly amendments: ReadonlyMap<number, readonly ChatEvent[]>;
  /** From this seq on every message that was shown is here. */
  readonly completeFrom: number;
  /** It must be read anew. */
  readonly stale: boolean;
  /** Where older messages go on; null at the beginning of the conversation. */
  readonly olderToken: string | null;
};

export function timelineOf(page: MessagePage, me: string): Timeline {
  const empty = { me, seq: page.seq, rows: [], messages: [], amendments: new Map(), completeFrom: Number.POSITIVE_INFINITY, stale: false, olderToken: null };
  return withOlder(empty, page);
}

export function withOlder(timeline: Timeline, page: MessagePage): Timeline {
  const oldest = timeline.rows[0]?.state.base.seq ?? Number.POSITIVE_INFINITY;
  const amendments = new Map(timeline.amendments);
  const older = [...page.items]
    .filter((m) => m.seq < oldest)
    .sort((a, b) => a.seq - b.seq)
    .map((m) => amended(rowOf(stateOfRow(m), page.seq, timeline.me), amendments, timeline.me));
  const completeFrom = page.nextToken === null ? 0 : (older[0]?.state.base.seq ?? timeline.completeFrom);
  return shown({ ...timeline, rows: [...older, ...timeline.rows], amendments, completeFrom, olderToken: page.nextToken });
}

/** Folds a whole batch with one copy of the messages, so that catching up on a thousand events stays cheap. */
export function foldTimeline(timeline: Timeline, conversationId: string, events: readonly ChatEvent[]): Timeline {
  const { me } = timeline;
  const rows = [...timeline.rows];
  const amendments = new Map(timeline.amendments);
  let seq = timeline.seq;
  for (const event of events) {
    if (event.seq <= seq) continue;
    seq = event.seq;
    const body = readBody(event);
    if (body?.type === "message.sent") rows.push(rowOf(stateOfSent(conversationId, event, body), seq, me));
    const changed = changedMessage(body);
    if (changed === null) continue;
    const index = indexOfSeq(rows, changed);
    const row = rows[index];
    if (row === undefined) amendments.set(changed, [...(amendments.get(changed) ?? []), event]);
    else rows[index] = after(row, event, me);
  }
  return shown({ ...timeline, seq, rows, amendments });
}

/** Seq of a message that was approved and is not here, since the page it belongs to was read while it waited. */
export function missingMessage(timeline: Timeline): number | null {
  for (const [seq, events] of timeline.amendments)
    if (seq >= timeline.completeFrom && events.some((e) => approves(readBody(e)))) return seq;
  return null;
}

/** The message that was missing, from its own event; without it, it is given up. */
export function withMissing(timeline: Timeline, conversationId: string, seq: number, event: ChatEvent | undefined): Timeline {
  const amendments = new Map(timeline.amendments);
  const body = event === undefined ? null : readBody(event);
  if (event === undefined || body?.type !== "message.sent") {
    amendments.delete(seq);
    return { ...timeline, amendments };
  }
  const row = amended(rowOf(stateOfSent(conversationId, event, body), seq, timeline.me), amendments, timeline.me);
  const rows = [...timeline.rows.filter((r) => r.state.base.seq !== seq), row].sort((a, b) => a.state.base.seq - b.state.base.seq);
  return shown({ ...timeline, rows, amendments });
}

function rowOf(state: MessageState, asOf: number, me: string): Row {
  return { state, message: shownTo(state, me), asOf, stale: false };
}

function after(row: Row, event: ChatEvent, me: string): Row {
  if (event.seq <= row.asOf) return row;
  const state = stateAfter(row.state, event);
  const stale = row.stale || mustBeReadAfter(row.state, event);
  return state === row.state ? { ...row, asOf: event.seq, stale } : { ...rowOf(state, event.seq, me), stale };
}

function amended(row: Row, amendments: Map<number, readonly ChatEvent[]>, me: string): Row {
  const events = amendments.get(row.state.base.seq) ?? [];
  amendments.delete(row.state.base.seq);
  return events.reduce((r, event) => after(r, event, me), row);
}

function shown(timeline: Timeline): Timeline {
  return { ...timeline, messages: timeline.rows.flatMap((row) => row.message ?? []), stale: timeline.rows.some((row) => row.stale) };
}

/** −1 if the message is not loaded. */
function indexOfSeq(rows: readonly Row[], seq: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle]?.state.base.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

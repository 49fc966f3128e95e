import { readBody, type EventBody } from "./eventBody";
import type { ChatEvent, Message, MessagePage } from "./model";

type Patch = Pick<Message, "text" | "editedAt" | "deleted">;

/** The loaded end of a conversation: messages in the order of the log, as of `seq`. */
export type Timeline = {
  readonly seq: number;
  readonly messages: readonly Message[];
  /** Changes of messages that are not loaded yet; an older page may have been read before them. */
  readonly patches: ReadonlyMap<number, Patch>;
  /** Where older messages go on; null at the beginning of the conversation. */
  readonly olderToken: string | null;
};

export function timelineOf(page: MessagePage): Timeline {
  return { seq: page.seq, messages: oldestFirst(page.items), patches: new Map(), olderToken: page.nextToken };
}

export function withOlder(timeline: Timeline, page: MessagePage): Timeline {
  const oldest = timeline.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = oldestFirst(page.items)
    .filter((m) => m.seq < oldest)
    .map((m) => ({ ...m, ...timeline.patches.get(m.seq) }));
  return { ...timeline, messages: [...older, ...timeline.messages], olderToken: page.nextToken };
}

export function messageOf(conversationId: string, event: ChatEvent, body: EventBody & { type: "message.sent" }): Message {
  return {
    conversationId,
    seq: event.seq,
    messageId: event.commandId,
    senderId: event.senderId,
    at: event.at,
    text: body.text,
    replyTo: body.replyTo ?? null,
    editedAt: null,
    deleted: body.text === null,
  };
}

/** Folds a whole batch with one copy of the messages, so that catching up on a thousand events stays cheap. */
export function foldTimeline(timeline: Timeline, conversationId: string, events: readonly ChatEvent[]): Timeline {
  const messages = [...timeline.messages];
  const patches = new Map(timeline.patches);
  let seq = timeline.seq;
  for (const event of events) {
    if (event.seq <= seq) continue;
    seq = event.seq;
    const body = readBody(event);
    if (body?.type === "message.sent") messages.push(messageOf(conversationId, event, body));
    const patch = patchOf(event, body);
    if (patch === null) continue;
    const index = indexOfSeq(messages, patch.seq);
    const target = messages[index];
    // Deleted is final: an edit that was decided while the deletion was on its way changes nothing.
    if ((target ?? patches.get(patch.seq))?.deleted) continue;
    if (target === undefined) patches.set(patch.seq, patch.change);
    else messages[index] = { ...target, ...patch.change };
  }
  return { ...timeline, seq, messages, patches };
}

function patchOf(event: ChatEvent, body: EventBody | null): { seq: number; change: Patch } | null {
  if (body?.type === "message.edited") return { seq: body.messageSeq, change: { text: body.text, editedAt: body.text === null ? null : event.at, deleted: body.text === null } };
  if (body?.type === "message.deleted") return { seq: body.messageSeq, change: { text: null, editedAt: null, deleted: true } };
  return null;
}

/** −1 if the message is not loaded. */
export function indexOfSeq(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = messages[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function oldestFirst(items: readonly Message[]): Message[] {
  return [...items].sort((a, b) => a.seq - b.seq);
}

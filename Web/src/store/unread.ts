import { readBody } from "./eventBody";
import type { ChatEvent, InboxEntry } from "./model";

/** What of a conversation this person has not read: what the service said when the inbox was read, and what has come since. The same rules as Client/Timeline/UnreadMessages.cs. */
export type Unread = {
  readonly readSeq: number;
  /** Up to here it was read on this device; before that it is an assumption, or the service's word. */
  readonly marked: number;
  /** The service's count covers everything up to here. */
  readonly asOf: number;
  readonly before: number;
  readonly mentionsBefore: number;
  readonly orMore: boolean;
  /** Messages of others after `asOf`, and whether they mention this person. */
  readonly since: ReadonlyMap<number, boolean>;
  /** Of others and held, when they came: an approval does not say whom they mention. */
  readonly held: ReadonlyMap<number, boolean>;
};

/** Of a conversation that the inbox has not told of yet: what is there already is taken for read. */
export function unreadFrom(seq: number): Unread {
  return { readSeq: seq, marked: 0, asOf: seq, before: 0, mentionsBefore: 0, orMore: false, since: new Map(), held: new Map() };
}

export function countOf({ before, since }: Unread): number {
  return before + since.size;
}

export function mentionsOf({ mentionsBefore, since }: Unread): number {
  return mentionsBefore + [...since.values()].filter((mention) => mention).length;
}

/** The service's word. Where this device has read further than the service knows yet, it knows better. */
export function told(unread: Unread, entry: InboxEntry): Unread {
  const asOf = entry.conversation.seq;
  if (entry.readSeq < unread.marked || asOf < unread.asOf) return unread;
  return {
    ...unread, asOf, readSeq: entry.readSeq, before: entry.unread, mentionsBefore: entry.unreadMentions, orMore: entry.unreadOrMore,
    since: after(unread.since, Math.max(asOf, entry.readSeq)),
  };
}

export function readUpTo(unread: Unread, seq: number): Unread {
  const marked = Math.max(unread.marked, seq);
  if (seq <= unread.readSeq) return { ...unread, marked };
  const all = seq >= unread.asOf ? { before: 0, mentionsBefore: 0, orMore: false } : {};
  return { ...unread, ...all, marked, readSeq: seq, since: after(unread.since, seq) };
}

export function foldUnread(unread: Unread, events: readonly ChatEvent[], me: string): Unread {
  return events.reduce((u, event) => apply(u, event, me), unread);
}

function apply(unread: Unread, event: ChatEvent, me: string): Unread {
  const body = readBody(event);
  switch (body?.type) {
    case "message.sent": {
      if (event.senderId === me || event.seq <= Math.max(unread.asOf, unread.readSeq)) return unread;
      const mention = body.mentions?.includes(me) === true;
      return body.held === true
        ? { ...unread, held: new Map(unread.held).set(event.seq, mention) }
        : { ...unread, since: new Map(unread.since).set(event.seq, mention) };
    }
    case "message.deleted":
      return without(unread, body.messageSeq);
    case "message.moderated": {
      if (body.verdict === "Removed") return body.shown ? without(unread, body.messageSeq) : unread;
      const mention = unread.held.get(body.messageSeq);
      if (body.shown || mention === undefined) return unread;
      const held = new Map(unread.held);
      held.delete(body.messageSeq);
      return { ...unread, held, since: body.messageSeq > unread.readSeq ? new Map(unread.since).set(body.messageSeq, mention) : unread.since };
    }
    default:
      return unread;
  }
}

function without(unread: Unread, seq: number): Unread {
  if (!unread.since.has(seq)) return unread;
  const since = new Map(unread.since);
  since.delete(seq);
  return { ...unread, since };
}

function after(since: ReadonlyMap<number, boolean>, seq: number): ReadonlyMap<number, boolean> {
  return new Map([...since].filter(([s]) => s > seq));
}

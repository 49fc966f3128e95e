import { readBody } from "./eventBody";
import { approves, changedMessage, shownTo, stateAfter, stateOfRow, stateOfSent, type MessageState } from "./messageState";
import type { ChatEvent, Conversation, ConversationKind, Message, Profile } from "./model";

/** What the conversation list shows, as of `seq`. */
export type Head = {
  readonly conversationId: string;
  readonly kind: ConversationKind;
  readonly title: string | null;
  readonly createdAt: string;
  readonly memberCount: number;
  /** All members up to 20 of them; beyond that only those met so far. */
  readonly members: ReadonlyMap<string, string>;
  readonly seq: number;
  readonly lastMessage: Message | null;
  /** The last message that everybody sees and those after it, which wait: any of them may come to be the last one. */
  readonly recent: readonly MessageState[];
  /** A message was approved that waited before this was read: only the API knows who wrote it. */
  readonly stale: boolean;
};

/** More do not wait at the end of a conversation without somebody looking: the list may lag behind then, until it is read again. */
const recentMessages = 20;

export function headOf(conversation: Conversation): Head {
  const { memberNames, ...rest } = conversation;
  const recent = rest.lastMessage === null ? [] : [stateOfRow(rest.lastMessage)];
  return { ...rest, recent, stale: false, members: new Map((memberNames ?? []).map((m) => [m.userId, m.name])) };
}

export function withNames(head: Head, profiles: readonly Profile[]): Head {
  return { ...head, members: new Map([...head.members, ...profiles.map((p) => [p.userId, p.name] as const)]) };
}

export function foldHead(head: Head, events: readonly ChatEvent[], me: string): Head {
  return events.reduce((h, event) => apply(h, event, me), head);
}

function apply(head: Head, event: ChatEvent, me: string): Head {
  if (event.seq <= head.seq) return head;
  return { ...head, ...change(head, event, me), seq: event.seq };
}

function change(head: Head, event: ChatEvent, me: string): Partial<Head> {
  const body = readBody(event);
  switch (body?.type) {
    case "conversation.created":
      return { kind: body.kind, title: body.title ?? null, createdAt: event.at };
    case "member.added":
      return {
        members: new Map(head.members).set(body.userId, body.name),
        memberCount: head.memberCount + (head.members.has(body.userId) ? 0 : 1),
      };
    case "member.removed": {
      const members = new Map(head.members);
      members.delete(body.userId);
      return { members, memberCount: Math.max(0, head.memberCount - 1) };
    }
    case "message.sent": {
      const sent = stateOfSent(head.conversationId, event, body);
      return withRecent(sent.version === 0 ? [...head.recent, sent] : [sent], me);
    }
    case "message.edited":
    case "message.deleted":
    case "message.moderated":
      return changeRecent(head, event, me);
    default:
      return {};
  }
}

function changeRecent(head: Head, event: ChatEvent, me: string): Partial<Head> {
  const body = readBody(event);
  const seq = changedMessage(body);
  const known = head.recent.findIndex((m) => m.base.seq === seq);
  if (known < 0)
    return approves(body) && (seq ?? 0) > (head.lastMessage?.seq ?? 0) ? { stale: true } : {};
  const recent = head.recent.map((m, i) => (i === known ? stateAfter(m, event) : m));
  // Before the newest that everybody sees, nothing can become the last one any more.
  return withRecent(recent.slice(Math.max(0, recent.findLastIndex((m) => m.version > 0))), me);
}

function withRecent(recent: readonly MessageState[], me: string): Partial<Head> {
  const kept = recent.slice(-recentMessages);
  return { recent: kept, lastMessage: kept.map((m) => shownTo(m, me)).findLast((m) => m !== null) ?? null };
}

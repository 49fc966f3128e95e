import { readBody } from "./eventBody";
import type { ChatEvent, Conversation, ConversationKind, Message, Profile } from "./model";
import { messageOf } from "./timeline";

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
};

export function headOf(conversation: Conversation): Head {
  const { memberNames, ...rest } = conversation;
  return { ...rest, members: new Map((memberNames ?? []).map((m) => [m.userId, m.name])) };
}

export function withNames(head: Head, profiles: readonly Profile[]): Head {
  return { ...head, members: new Map([...head.members, ...profiles.map((p) => [p.userId, p.name] as const)]) };
}

export function foldHead(head: Head, events: readonly ChatEvent[]): Head {
  return events.reduce(apply, head);
}

function apply(head: Head, event: ChatEvent): Head {
  if (event.seq <= head.seq) return head;
  return { ...head, ...change(head, event), seq: event.seq };
}

function change(head: Head, event: ChatEvent): Partial<Head> {
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
    case "message.sent":
      return { lastMessage: messageOf(head.conversationId, event, body) };
    case "message.edited":
      return head.lastMessage?.seq === body.messageSeq && !head.lastMessage.deleted
        ? { lastMessage: { ...head.lastMessage, text: body.text, editedAt: event.at, deleted: body.text === null } }
        : {};
    case "message.deleted":
      return head.lastMessage?.seq === body.messageSeq
        ? { lastMessage: { ...head.lastMessage, text: null, deleted: true } }
        : {};
    default:
      return {};
  }
}

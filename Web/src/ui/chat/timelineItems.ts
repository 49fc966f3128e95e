import type { Message } from "../../store/model";
import type { Outbox, Outgoing } from "../../store/outbox";
import { dayOf } from "./times";

export type Delivery = "delivered" | "pending" | "failed";

export type MessageItem = {
  readonly kind: "message";
  readonly key: string;
  readonly message: Message;
  readonly delivery: Delivery;
  /** The command that is under way or failed for this message. */
  readonly outgoing: Outgoing | null;
  /** Follows another one of the same person closely: no name, no face again. */
  readonly continued: boolean;
};

export type TimelineItem =
  | MessageItem
  | { readonly kind: "day"; readonly key: string; readonly day: number }
  | { readonly kind: "unread"; readonly key: string };

const closelyMs = 5 * 60_000;

/** What the timeline shows: the log's messages, with what is under way laid over them, days and the unread line between. */
export function timelineItems(
  messages: readonly Message[], outbox: Outbox, conversationId: string, me: string, readMark: number,
): TimelineItem[] {
  const under = [...outbox.values()].filter((o) => o.command.conversationId === conversationId);
  const items: TimelineItem[] = [];
  let previous: Message | null = null;
  let marked = readMark === 0;
  for (const { message, outgoing } of [...overlaid(messages, under), ...sending(under, me)]) {
    const at = Date.parse(message.at);
    const day = dayOf(at);
    const newDay = previous === null || dayOf(Date.parse(previous.at)) !== day;
    if (newDay) items.push({ kind: "day", key: `day-${day}`, day });
    const firstUnread = !marked && message.seq > readMark && message.senderId !== me;
    if (firstUnread) items.push({ kind: "unread", key: "unread" });
    marked ||= firstUnread;
    items.push({
      kind: "message",
      key: message.messageId,
      message,
      outgoing,
      delivery: outgoing === null ? "delivered" : outgoing.problem === null ? "pending" : "failed",
      continued:
        !newDay && !firstUnread && previous?.senderId === message.senderId && at - Date.parse(previous.at) < closelyMs && message.replyTo === null,
    });
    previous = message;
  }
  return items;
}

type Shown = { readonly message: Message; readonly outgoing: Outgoing | null };

function overlaid(messages: readonly Message[], under: readonly Outgoing[]): Shown[] {
  const changes = new Map<number, Outgoing>();
  for (const o of under) if (o.command.kind !== "send") changes.set(o.command.messageSeq, o);
  return messages.map((message) => {
    const outgoing = changes.get(message.seq) ?? null;
    if (outgoing === null || outgoing.problem !== null) return { message, outgoing };
    const { command } = outgoing;
    if (command.kind === "edit") return { message: { ...message, text: command.text }, outgoing };
    return { message: { ...message, text: null, deleted: true, status: null }, outgoing };
  });
}

function sending(under: readonly Outgoing[], me: string): Shown[] {
  return under.flatMap((outgoing) => {
    const { command, startedAt } = outgoing;
    if (command.kind !== "send") return [];
    const message: Message = {
      conversationId: command.conversationId,
      seq: Number.POSITIVE_INFINITY,
      messageId: command.commandId,
      senderId: me,
      at: new Date(startedAt).toISOString(),
      text: command.text,
      replyTo: command.replyTo ?? null,
      editedAt: null,
      deleted: false,
      versionSeq: 0,
      status: null,
      reason: null,
      mentions: command.mentions ?? null,
    };
    return [{ message, outgoing }];
  });
}

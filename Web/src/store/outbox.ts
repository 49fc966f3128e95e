import { readBody } from "./eventBody";
import type { ChatEvent, CommandReceipt, Message } from "./model";
import type { Problem } from "./problem";
import type { ChatApi, DeleteMessage, EditMessage, SendMessage } from "./ports";

export type OutgoingCommand =
  | ({ readonly kind: "send" } & SendMessage)
  | ({ readonly kind: "edit" } & EditMessage)
  | ({ readonly kind: "delete" } & DeleteMessage);

/** A command whose event has not come back yet. */
export type Outgoing = {
  readonly command: OutgoingCommand;
  readonly startedAt: number;
  /** Known once the API has answered; the entry stays until the event itself is here. */
  readonly seq: number | null;
  readonly problem: Problem | null;
};

/** By command id, in the order of their making. */
export type Outbox = ReadonlyMap<string, Outgoing>;

export function dispatch(api: ChatApi, command: OutgoingCommand): Promise<CommandReceipt> {
  switch (command.kind) {
    case "send": {
      const { kind: _, ...input } = command;
      return api.sendMessage(input);
    }
    case "edit": {
      const { kind: _, ...input } = command;
      return api.editMessage(input);
    }
    case "delete": {
      const { kind: _, ...input } = command;
      return api.deleteMessage(input);
    }
  }
}

export function put(outbox: Outbox, entry: Outgoing): Outbox {
  return new Map(outbox).set(entry.command.commandId, entry);
}

export function remove(outbox: Outbox, commandId: string): Outbox {
  const rest = new Map(outbox);
  rest.delete(commandId);
  return rest;
}

/** Drops what the conversation already shows: its event was applied, or the answer named a seq the cursor has passed. */
export function settle(
  outbox: Outbox,
  conversationId: string,
  cursor: number,
  events: readonly { readonly commandId: string }[],
  messages: readonly Message[],
): Outbox {
  const own = [...outbox.values()].filter((o) => o.command.conversationId === conversationId);
  if (own.length === 0) return outbox;
  const arrived = new Set([...events.map((e) => e.commandId), ...messages.map((m) => m.messageId)]);
  const settled = own.filter((o) => arrived.has(o.command.commandId) || (o.seq !== null && o.seq <= cursor));
  return settled.length === 0 ? outbox : new Map([...outbox].filter(([, o]) => !settled.includes(o)));
}

/**
 * A frame goes to all alike and carries no text that waits for approval, not even to its author. What was written here supplies it;
 * null, and the event must come from the log, which hands authors their own texts.
 */
export function withOwnText(event: ChatEvent, me: string, outbox: Outbox): ChatEvent | null {
  if (event.senderId !== me) return event;
  const body = readBody(event);
  if ((body?.type !== "message.sent" && body?.type !== "message.edited") || body.held !== true || body.text !== null) return event;
  const command = outbox.get(event.commandId)?.command;
  if (command === undefined || command.kind === "delete") return null;
  const { type: _, ...rest } = body;
  return { ...event, body: JSON.stringify({ ...rest, text: command.text }) };
}

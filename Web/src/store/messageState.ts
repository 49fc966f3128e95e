import { readBody, type EventBody } from "./eventBody";
import type { ChatEvent, Message, ReasonClass } from "./model";

/** The newest version that waits for approval, or was refused it. */
type Waiting = {
  readonly version: number;
  readonly text: string | null;
  readonly editedAt: string | null;
  readonly refused: boolean;
  readonly reason: ReasonClass | null;
};

/**
 * One message as a fold of its events: the version that members see, and the newest one that waits. `shownTo` says what of it
 * somebody sees. The same rules as Client/Timeline/MessageState.cs.
 */
export type MessageState = {
  readonly base: Pick<Message, "conversationId" | "seq" | "messageId" | "senderId" | "at" | "replyTo" | "mentions">;
  /** Seq of the event whose text members see, or saw until it was removed or deleted; 0: they never saw one. */
  readonly version: number;
  readonly text: string | null;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  readonly removed: boolean;
  readonly reason: ReasonClass | null;
  readonly pending: Waiting | null;
  /** Read from a row that says of the author's newest version only, and not which older one members see. */
  readonly unsure: boolean;
};

const clean = { editedAt: null, deleted: false, removed: false, reason: null, pending: null, unsure: false };

export function stateOfRow(row: Message): MessageState {
  const { conversationId, seq, messageId, senderId, at, replyTo } = row;
  const base = { conversationId, seq, messageId, senderId, at, replyTo, mentions: row.mentions ?? null };
  const state = { ...clean, base, version: row.versionSeq, text: row.text, editedAt: row.editedAt };
  if (row.deleted) return { ...state, text: null, editedAt: null, deleted: true };
  const unsure = row.versionSeq !== row.seq;
  const pending = { version: row.versionSeq, text: row.text, editedAt: row.editedAt, refused: false, reason: null };
  if (row.status === "Held") return { ...state, version: 0, text: null, editedAt: null, pending, unsure };
  if (row.status !== "Removed") return state;
  const reason = row.reason ?? null;
  return row.text === null
    ? { ...state, editedAt: null, removed: true, reason, unsure }
    : { ...state, version: 0, pending: { ...pending, text: null, refused: true, reason }, unsure: true };
}

export function stateOfSent(conversationId: string, event: ChatEvent, body: EventBody & { type: "message.sent" }): MessageState {
  const base = {
    conversationId, seq: event.seq, messageId: event.commandId, senderId: event.senderId, at: event.at,
    replyTo: body.replyTo ?? null, mentions: body.mentions ?? null,
  };
  if (body.held === true)
    return { ...clean, base, version: 0, text: null, pending: { version: event.seq, text: body.text, editedAt: null, refused: false, reason: null } };
  return { ...clean, base, version: event.seq, text: body.text, removed: body.text === null };
}

/** Seq of the message that an event changes. */
export function changedMessage(body: EventBody | null): number | null {
  return body?.type === "message.edited" || body?.type === "message.deleted" || body?.type === "message.moderated" ? body.messageSeq : null;
}

/** Deleted is final, also for what was decided while the deletion was on its way. */
export function stateAfter(state: MessageState, event: ChatEvent): MessageState {
  const body = readBody(event);
  if (state.deleted) return state;
  switch (body?.type) {
    case "message.deleted":
      return { ...state, ...clean, text: null, deleted: true };
    case "message.edited":
      return body.held === true
        ? { ...state, pending: { version: event.seq, text: body.text, editedAt: event.at, refused: false, reason: null } }
        : { ...state, ...clean, version: event.seq, text: body.text, editedAt: event.at, removed: body.text === null };
    case "message.moderated":
      return moderated(state, body, event.at);
    default:
      return state;
  }
}

function moderated(state: MessageState, body: EventBody & { type: "message.moderated" }, at: string): MessageState {
  const reason = body.reason ?? "Other";
  const { pending } = state;
  // Without a text it is deleted or removed by now, and the event that says so follows.
  if (body.verdict === "Approved" && !body.shown && body.versionSeq >= state.version)
    return {
      ...state, version: body.versionSeq, text: body.text ?? null, removed: body.text == null, reason: null, unsure: false,
      editedAt: body.versionSeq === state.base.seq ? state.editedAt : at,
      pending: pending?.version === body.versionSeq ? null : pending,
    };
  if (body.verdict === "Removed" && body.shown && body.versionSeq === state.version)
    return { ...state, text: null, removed: true, reason };
  if (body.verdict === "Removed" && !body.shown && pending?.version === body.versionSeq)
    return { ...state, pending: { ...pending, text: null, refused: true, reason } };
  return state;
}

/** A verdict whose effect depends on what the row did not say: only a fresh row tells. */
export function mustBeReadAfter({ unsure, pending, version }: MessageState, event: ChatEvent): boolean {
  const body = unsure ? readBody(event) : null;
  return body?.type === "message.moderated" && !(body.verdict === "Approved" && body.versionSeq >= (pending?.version ?? version));
}

/** An approval of what members had not been shown. */
export function approves(body: EventBody | null): boolean {
  return body?.type === "message.moderated" && body.verdict === "Approved" && !body.shown;
}

/** Null if this person sees nothing of it: somebody else's that was never approved. */
export function shownTo(state: MessageState, me: string): Message | null {
  const { base, version, pending } = state;
  const own = base.senderId === me;
  if (version === 0 && !own) return null;
  if (own && pending !== null && pending.version > version)
    return pending.refused
      ? {
          ...base, text: state.text, editedAt: state.removed ? null : state.editedAt, deleted: false, versionSeq: pending.version, status: "Removed",
          reason: pending.reason,
        }
      : { ...base, text: pending.text, editedAt: pending.editedAt, deleted: false, versionSeq: pending.version, status: "Held", reason: null };
  return {
    ...base, text: state.text, editedAt: state.removed ? null : state.editedAt, deleted: state.deleted,
    versionSeq: version === 0 ? base.seq : version, status: state.removed ? "Removed" : null, reason: own ? state.reason : null,
  };
}

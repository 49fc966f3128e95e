import type { ChatEvent, Message, ReasonClass } from "../src/store/model";

type Body = {
  text: string; replyTo?: number; messageSeq: number; held?: boolean; versionSeq: number; verdict: string; reason?: ReasonClass;
};

type Version = { seq: number; text: string; editedAt: string | null; shown: boolean; refused: boolean; reason: ReasonClass | null };

/** A message and every text it ever had: another way to say what the store says by folding. */
export type Versioned = { readonly sent: ChatEvent; readonly versions: Version[]; deleted: boolean };

export function bodyOf(event: ChatEvent): Body {
  return JSON.parse(event.body) as Body;
}

export function versionsOf(events: readonly ChatEvent[]): Map<number, Versioned> {
  const messages = new Map<number, Versioned>();
  for (const e of events) record(messages, e);
  return messages;
}

export function record(messages: Map<number, Versioned>, e: ChatEvent): void {
  const body = bodyOf(e);
  const version = { seq: e.seq, text: body.text, editedAt: null, shown: body.held !== true, refused: false, reason: null };
  if (e.type === "message.sent") messages.set(e.seq, { sent: e, versions: [version], deleted: false });
  const target = messages.get(body.messageSeq);
  if (target === undefined || target.deleted) return;
  if (e.type === "message.edited") target.versions.push({ ...version, editedAt: e.at });
  if (e.type === "message.deleted") target.deleted = true;
  if (e.type !== "message.moderated") return;
  const judged = target.versions.find((v) => v.seq === body.versionSeq) as Version;
  if (body.verdict === "Removed") Object.assign(judged, { refused: true, reason: body.reason });
  else Object.assign(judged, { shown: true, refused: false, reason: null, editedAt: judged === target.versions[0] ? null : e.at });
}

export function seenBy(me: string, { sent, versions, deleted }: Versioned): Message | null {
  const own = sent.senderId === me;
  const shown = versions.findLast((v) => v.shown);
  const newest = versions.at(-1) as Version;
  if (shown === undefined && !own) return null;
  const now = own && !newest.shown ? newest : (shown as Version);
  const base = {
    conversationId: "room-0001", seq: sent.seq, messageId: sent.commandId, senderId: sent.senderId, at: sent.at,
    replyTo: bodyOf(sent).replyTo ?? null, mentions: null,
  };
  if (deleted) return { ...base, text: null, editedAt: null, deleted, versionSeq: shown?.seq ?? sent.seq, status: null, reason: null };
  const seen = { ...base, deleted, versionSeq: now.seq };
  if (now.refused && !now.shown && shown?.refused === false)
    return { ...seen, text: shown.text, editedAt: shown.editedAt, status: "Removed", reason: now.reason };
  if (now.refused) return { ...seen, text: null, editedAt: null, status: "Removed", reason: own ? now.reason : null };
  return { ...seen, text: now.text, editedAt: now.editedAt, status: now.shown ? null : "Held", reason: null };
}

/** As `sync` hands it out to alice: without what is deleted or removed by now, or held from her. */
export function handed(event: ChatEvent, now: Map<number, Versioned>): ChatEvent {
  const body = bodyOf(event);
  if (!["message.sent", "message.edited", "message.moderated"].includes(event.type) || body.text === undefined) return event;
  const message = now.get(event.type === "message.sent" ? event.seq : body.messageSeq);
  const version = event.type === "message.moderated" ? body.versionSeq : event.seq;
  const refused = message?.versions.find((v) => v.seq === version)?.refused === true;
  const held = body.held === true && event.senderId !== "alice-sub";
  return message?.deleted || refused || held ? withoutText(event) : event;
}

export function withoutText(event: ChatEvent): ChatEvent {
  return { ...event, body: JSON.stringify({ ...bodyOf(event), text: null }) };
}

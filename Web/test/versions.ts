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
  for (const e of events) {
    const body = bodyOf(e);
    const version = { seq: e.seq, text: body.text, editedAt: null, shown: body.held !== true, refused: false, reason: null };
    if (e.type === "message.sent") messages.set(e.seq, { sent: e, versions: [version], deleted: false });
    const target = messages.get(body.messageSeq);
    if (target === undefined || target.deleted) continue;
    if (e.type === "message.edited") target.versions.push({ ...version, editedAt: e.at });
    if (e.type === "message.deleted") target.deleted = true;
    if (e.type !== "message.moderated") continue;
    const judged = target.versions.find((v) => v.seq === body.versionSeq) as Version;
    if (body.verdict === "Removed") Object.assign(judged, { refused: true, reason: body.reason });
    else Object.assign(judged, { shown: true, refused: false, reason: null, editedAt: judged === target.versions[0] ? null : e.at });
  }
  return messages;
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
  if (now.refused) return { ...seen, text: null, editedAt: null, status: "Removed", reason: own ? now.reason : null };
  return { ...seen, text: now.text, editedAt: now.editedAt, status: now.shown ? null : "Held", reason: null };
}

/** As `sync` hands it out to alice: what is deleted, removed or held by now without its text, but for her own. */
export function handed(event: ChatEvent, now: Map<number, Versioned>): ChatEvent {
  if (event.type !== "message.sent" && event.type !== "message.edited") return event;
  const message = now.get(event.type === "message.sent" ? event.seq : bodyOf(event).messageSeq);
  const own = event.senderId === "alice-sub";
  const refused = message?.versions.find((v) => v.seq === event.seq)?.refused === true;
  return message?.deleted || (!own && (refused || bodyOf(event).held === true)) ? withoutText(event) : event;
}

export function withoutText(event: ChatEvent): ChatEvent {
  return { ...event, body: JSON.stringify({ ...bodyOf(event), text: null }) };
}

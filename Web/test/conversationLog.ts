import { bodyOf, handed, record, seenBy, versionsOf, withoutText, type Versioned } from "./versions";
import type { ChatEvent, CommandReceipt, Conversation, Frame, InboxEntry, Message, MessagePage, SyncResult, ThreadPage } from "../src/store/model";
import type { ChatApi, ChangeMember, DeleteMessage, EditMessage, Page, SendMessage } from "../src/store/ports";
import { Problem } from "../src/store/problem";

export const alice = { userId: "alice-sub", name: "alice" };
export const bob = { userId: "bob-sub", name: "bob" };
export const roomId = "room-0001";

/** One conversation's log behind the port of the store: the same answers as the API, without a network. */
export class ConversationLog implements ChatApi {
  readonly events: ChatEvent[] = [];
  readonly #now = new Map<number, Versioned>();
  readonly byCommand = new Map<string, ChatEvent>();
  memberIds = new Set([alice.userId, bob.userId]);
  /** Seq the views reflect; they may lag behind the log. */
  viewSeq: number | null = null;
  readSeq = 3;
  syncCalls = 0;
  /** What was announced, e.g. `typing room-0001`. */
  readonly signals: string[] = [];
  failures: (() => boolean) | null = null;
  resetBeyond = 1_000;

  constructor() {
    this.append("conversation.created", { kind: "Group", title: "Room" });
    this.append("member.added", { ...alice, role: "Owner" });
    this.append("member.added", { ...bob, role: "Member" });
  }

  append(type: string, body: object, senderId = bob.userId, commandId: string = crypto.randomUUID()): ChatEvent {
    const seq = this.events.length + 1;
    const at = new Date(1_700_000_000_000 + seq * 1000).toISOString();
    const event = { seq, type, version: 1, senderId, at, commandId, body: JSON.stringify(body) };
    this.events.push(event);
    record(this.#now, event);
    this.byCommand.set(commandId, event);
    return event;
  }

  /** A frame goes to all alike: without the texts that wait. */
  frame(...events: ChatEvent[]): Frame {
    const told = events.map((e) => (bodyOf(e).held === true ? withoutText(e) : e));
    return { conversationId: roomId, fromSeq: events[0]?.seq ?? 0, seq: events.at(-1)?.seq ?? 0, events: told };
  }

  /** The conversation as alice sees it by a straight reading of the log: what every client must end equal to. */
  read(until = this.events.length): Message[] {
    return [...versionsOf(this.events.slice(0, until)).values()].flatMap((m) => seenBy(alice.userId, m) ?? []);
  }

  /** A verdict on a version, if it changes what members see. */
  decide(messageSeq: number, pick: number, verdict: "Approved" | "Removed"): ChatEvent | null {
    const message = this.#now.get(messageSeq);
    const version = message?.versions[pick % message.versions.length];
    if (message === undefined || version === undefined || message.deleted) return null;
    if (verdict === "Approved" ? version.shown && !version.refused : version.refused) return null;
    const shown = verdict === "Removed" && version.shown;
    const rest = verdict === "Approved" ? { text: version.text } : { reason: "Insult" };
    return this.append("message.moderated", { messageSeq, versionSeq: version.seq, verdict, source: "Moderators", shown, ...rest }, "system");
  }

  async me() { return alice; }
  async user() { return bob; }

  async inbox(): Promise<Page<InboxEntry>> {
    const conversation = await this.conversation(roomId);
    const unread = this.read(conversation.seq).filter((m) => m.seq > this.readSeq && m.senderId !== alice.userId && m.text !== null);
    const mentions = unread.filter((m) => JSON.stringify(this.events[m.seq - 1]).includes(alice.userId));
    return { items: [{ conversation, readSeq: this.readSeq, unread: unread.length, unreadOrMore: false, unreadMentions: mentions.length }], nextToken: null };
  }

  async thread(id: string, messageSeq: number): Promise<ThreadPage> {
    this.#admit(id);
    const all = this.read();
    return { root: all.find((m) => m.seq === messageSeq) ?? null, items: all.filter((m) => m.replyTo === messageSeq), nextToken: null };
  }

  async conversation(id: string): Promise<Conversation> {
    this.#admit(id);
    const seq = this.viewSeq ?? this.events.length;
    return {
      conversationId: id, kind: "Group", title: "Room", createdAt: this.events[0]?.at ?? "", memberCount: this.memberIds.size,
      memberNames: [alice, bob].filter((p) => this.memberIds.has(p.userId)), seq, lastMessage: this.read(seq).at(-1) ?? null,
    };
  }

  async messages(id: string, nextToken?: string): Promise<MessagePage> {
    this.#admit(id);
    const seq = this.viewSeq ?? this.events.length;
    const before = nextToken === undefined ? Number.POSITIVE_INFINITY : Number(nextToken);
    const rows = this.read(seq).filter((m) => m.seq < before).reverse();
    const items = rows.slice(0, 50);
    return { items, seq, nextToken: rows.length > 50 ? String(items.at(-1)?.seq) : null };
  }

  async members() {
    return { items: [alice, bob].map((p) => ({ ...p, role: "Member" as const, addedAt: "" })), nextToken: null };
  }

  async sync(id: string, afterSeq: number, limit = 200): Promise<SyncResult> {
    this.syncCalls++;
    this.#admit(id);
    const headSeq = this.events.length;
    if (headSeq - afterSeq > this.resetBeyond || afterSeq > headSeq)
      return { status: "reset", events: [], seq: afterSeq, headSeq, more: false };
    const events = this.events.slice(afterSeq, afterSeq + limit).map((e) => handed(e, this.#now));
    const seq = events.at(-1)?.seq ?? afterSeq;
    return { status: "recovered", events, seq, headSeq, more: seq < headSeq };
  }

  async createConversation(): Promise<CommandReceipt> { throw new Problem("NotAllowed", "One room is enough here."); }
  async addMember(input: ChangeMember) { return this.#receipt(input.commandId, "member.added", { ...bob, role: "Member" }); }
  async removeMember(input: ChangeMember) { return this.#receipt(input.commandId, "member.removed", { userId: input.userId }); }
  async sendMessage({ commandId, text, replyTo }: SendMessage) { return this.#receipt(commandId, "message.sent", { text, replyTo }); }
  async editMessage({ commandId, messageSeq, text }: EditMessage) { return this.#receipt(commandId, "message.edited", { messageSeq, text }); }
  async deleteMessage({ commandId, messageSeq }: DeleteMessage) { return this.#receipt(commandId, "message.deleted", { messageSeq }); }

  async markRead(input: { commandId: string; seq?: number }) {
    if (input.seq !== undefined) this.readSeq = Math.max(this.readSeq, input.seq);
    return { conversationId: roomId, commandId: input.commandId, seq: null, at: null };
  }
  async setPresence() { return { until: null }; }
  async setTyping(id: string) { this.signals.push(`typing ${id}`); }
  async showPresence(id: string, present: boolean) { this.signals.push(`${present ? "present" : "away"} ${id}`); }
  async flagMessage(input: { commandId: string }) { return this.markRead(input); }
  async appealVerdict(input: { commandId: string }) { return this.markRead(input); }

  #receipt(commandId: string, type: string, body: object): CommandReceipt {
    this.#admit(roomId);
    const event = this.byCommand.get(commandId) ?? this.append(type, body, alice.userId, commandId);
    return { conversationId: roomId, commandId, seq: event.seq, at: event.at };
  }

  #admit(id: string): void {
    if (this.failures?.() === true) throw new Problem("Unreachable", "no network");
    if (id !== roomId || !this.memberIds.has(alice.userId)) throw new Problem("NotFound", "no such conversation");
  }
}

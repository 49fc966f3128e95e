import { foldHead, type Head } from "../store/head";
import type { ChatEvent, CommandReceipt, Conversation, Frame, MemberRole } from "../store/model";
import type { AppealVerdict, ChangeMember, ChatApi, CreateConversation, DeleteMessage, EditMessage, FlagMessage, MarkRead, SendMessage } from "../store/ports";
import { Problem } from "../store/problem";
import { foldTimeline, timelineOf } from "../store/timeline";
import type { Scene } from "./script";

type Log = { readonly id: string; readonly events: ChatEvent[] };

export class StandInChat implements ChatApi {
  onFrame: (frame: Frame) => void = () => undefined;
  readonly #me: string;
  readonly #logs = new Map<string, Log>();

  constructor(me: string, scenes: readonly Scene[]) {
    this.#me = me;
    for (const [index, scene] of scenes.entries()) {
      const log = this.#create(`room-000${index}`, scene.title, scene.members, Date.now() - 5 * 86_400_000);
      for (const { who, text, minutesAgo, replyTo, held, removed } of scene.lines) {
        const at = Date.now() - minutesAgo * 60_000;
        const { seq } = this.#append(log, "message.sent", { text, replyTo, held, mentions: scene.members.filter((m) => text.includes(`@${m}`)) }, who, crypto.randomUUID(), at);
        const verdict = { messageSeq: seq, versionSeq: seq, verdict: "Removed", source: "Comprehend", shown: true, reason: removed };
        if (removed !== undefined) this.#append(log, "message.moderated", verdict, "system", crypto.randomUUID(), at);
      }
    }
  }

  me = async () => ({ userId: this.#me, name: this.#me });
  user = async (name: string) => {
    if (/^no/.test(name)) throw new Problem("NotFound", "no such user");
    return { userId: name, name };
  };
  inbox = async () => ({
    items: [...this.#logs.values()].map((log, i) => ({
      conversation: this.#view(log), readSeq: i === 0 ? log.events.length : 1, unread: i === 0 ? 0 : i === 1 ? 3 : 99, unreadOrMore: i > 1, unreadMentions: i === 1 ? 1 : 0,
    })),
    nextToken: null,
  });
  thread = async (id: string, messageSeq: number) => {
    const { items } = await this.messages(id);
    return { root: items.find((m) => m.seq === messageSeq) ?? null, items: items.filter((m) => m.replyTo === messageSeq), nextToken: null };
  };
  conversation = async (id: string) => this.#view(this.#log(id));
  messages = async (id: string) => {
    const { events } = this.#log(id);
    const { messages, seq } = foldTimeline(timelineOf({ items: [], seq: 0, nextToken: null }, this.#me), id, events);
    return { items: messages, seq, nextToken: null };
  };
  members = async (id: string) => {
    const names = [...this.#head(this.#log(id)).members];
    return {
      items: names.map(([userId, name], i) => ({ userId, name, role: (i === 0 ? "Owner" : "Member") as MemberRole, addedAt: "" })),
      nextToken: null,
    };
  };
  sync = async (id: string, afterSeq: number) => {
    const { events } = this.#log(id);
    return { status: "recovered" as const, events: events.slice(afterSeq), seq: events.length, headSeq: events.length, more: false };
  };

  createConversation = async ({ commandId, title, memberIds }: CreateConversation) => {
    const log = this.#create(`room-${commandId.slice(0, 8)}`, title ?? null, [this.#me, ...memberIds], Date.now());
    return receipt(log, log.events[0]);
  };
  addMember = (c: ChangeMember) => this.#command(c, "member.added", { userId: c.userId, name: c.userId, role: "Member" });
  removeMember = (c: ChangeMember) => this.#command(c, "member.removed", { userId: c.userId });
  sendMessage = async (c: SendMessage) => {
    if (c.text.includes("refuse")) throw new Problem("InvalidArgument", "too long", { field: "text", limit: 4096, unit: "bytes" });
    if (c.text.includes("muted")) throw new Problem("Muted", "muted", { field: "senderId", limit: Date.now() / 1_000 + 3_600, unit: "seconds since 1970" });
    const answer = await this.#command(c, "message.sent", { text: c.text, replyTo: c.replyTo, mentions: c.mentions, held: c.text.includes("http") || undefined });
    if (c.text.endsWith("?"))
      setTimeout(() => void this.#command({ ...c, commandId: crypto.randomUUID() }, "message.sent", { text: "Yes." }, "bob"), 1_200);
    return answer;
  };
  editMessage = (c: EditMessage) => this.#command(c, "message.edited", { messageSeq: c.messageSeq, text: c.text });
  deleteMessage = (c: DeleteMessage) => this.#command(c, "message.deleted", { messageSeq: c.messageSeq });

  markRead = async (c: MarkRead) => receipt(this.#log(c.conversationId), undefined);
  setPresence = async () => ({ until: null });
  setTyping = async () => null;
  showPresence = async () => null;
  flagMessage = async (c: FlagMessage) => receipt(this.#log(c.conversationId), undefined);
  appealVerdict = async (c: AppealVerdict) => receipt(this.#log(c.conversationId), undefined);

  async #command(c: { conversationId: string; commandId: string }, type: string, body: object, who = this.#me): Promise<CommandReceipt> {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const log = this.#log(c.conversationId);
    const event = this.#append(log, type, body, who, c.commandId, Date.now());
    setTimeout(() => this.onFrame({ conversationId: log.id, fromSeq: event.seq, seq: event.seq, events: [event] }), 100);
    return receipt(log, event);
  }

  #create(id: string, title: string | null, members: readonly string[], at: number): Log {
    const log = { id, events: [] };
    this.#logs.set(id, log);
    this.#append(log, "conversation.created", { kind: title === null ? "Direct" : "Group", title: title ?? undefined }, this.#me, id, at);
    for (const userId of members) this.#append(log, "member.added", { userId, name: userId, role: "Member" }, this.#me, id, at);
    return log;
  }

  #append(log: Log, type: string, body: object, senderId: string, commandId: string, at: number): ChatEvent {
    const event = { seq: log.events.length + 1, type, version: 1, senderId, at: new Date(at).toISOString(), commandId, body: JSON.stringify(body) };
    log.events.push(event);
    return event;
  }

  #log(id: string): Log {
    const log = this.#logs.get(id);
    if (log === undefined) throw new Problem("NotFound", "no such conversation");
    return log;
  }

  #head(log: Log): Head {
    const empty: Head = {
      conversationId: log.id, kind: "Direct", title: null, createdAt: "", memberCount: 0, members: new Map(), seq: 0, lastMessage: null,
      recent: [], stale: false,
    };
    return foldHead(empty, log.events, this.#me);
  }

  #view(log: Log): Conversation {
    const { members, recent: _, stale: __, ...head } = this.#head(log);
    return { ...head, memberNames: [...members].map(([userId, name]) => ({ userId, name })) };
  }
}

function receipt(log: Log, event: ChatEvent | undefined): CommandReceipt {
  return { conversationId: log.id, commandId: event?.commandId ?? "", seq: event?.seq ?? null, at: event?.at ?? null };
}

import { Attention } from "./attention";
import { newCommandId } from "./commandId";
import type { Frame, Member, Message, Profile, ReasonClass, ThreadPage } from "./model";
import type { ChatApi, Clock, ReadMarks } from "./ports";
import { asProblem, Problem } from "./problem";
import { cursorOf } from "./room";
import { Rooms } from "./rooms";
import { Sender } from "./sender";
import { SignalBox } from "./signals";
import { StateCell, type ChatState, type Connection } from "./state";

/** Conversations that catch up at the same time after a reconnect; more would only queue at the server. */
const catchUpsAtOnce = 6;

/** The page's whole knowledge of the chat. No React, no browser: ports come in, states come out. */
export class ChatStore {
  readonly #api: ChatApi;
  readonly #cell: StateCell;
  readonly #rooms: Rooms;
  readonly #sender: Sender;
  readonly #marks: ReadMarks;
  readonly #attention: Attention;
  readonly #signals: SignalBox;
  #everLive = false;

  constructor(api: ChatApi, me: Profile, clock: Clock, marks: ReadMarks) {
    this.#api = api;
    this.#cell = new StateCell(me);
    this.#rooms = new Rooms(api, this.#cell, clock, marks);
    this.#sender = new Sender(api, this.#cell, clock, this.#rooms);
    this.#marks = marks;
    this.#attention = new Attention(api);
    this.#signals = new SignalBox(api, this.#cell, clock);
  }

  readonly state = (): ChatState => this.#cell.current;
  readonly subscribe = (listener: () => void): (() => void) => this.#cell.subscribe(listener);

  onFrame(frame: Frame): void {
    if (frame.signal != null) return this.#signals.hear(frame.conversationId, frame.signal);
    this.#signals.said(frame.conversationId, frame.events.filter((e) => e.type === "message.sent").map((e) => e.senderId));
    this.#rooms.onFrame(frame);
  }

  /**
   * Subscribed anew: everything that was said meanwhile is read from the log, the open conversation first. Subscribed
   * for the first time, the list, read after the acknowledgement, tells which of them are behind.
   */
  async onConnection(connection: Connection): Promise<void> {
    const returned = connection === "live" && this.#cell.current.connection !== "live";
    this.#cell.update({ connection });
    if (!returned) return;
    this.#rooms.connectionReturned();
    this.#sender.connectionReturned();
    const { openId, rooms } = this.#cell.current;
    if (openId !== null) void this.open(openId);
    const first = !this.#everLive;
    this.#everLive = true;
    if (first) return this.refresh();
    const known = [...rooms.keys()].sort((a, b) => Number(b === openId) - Number(a === openId));
    await Promise.all([this.refresh(), this.#catchUpAll(known)]);
  }

  /** The list anew; a failure is shown, not thrown. */
  async refresh(): Promise<void> {
    try {
      const ahead = await this.#rooms.list();
      this.#cell.update({ problem: null });
      // A page that was left right after reading had no time to tell.
      if (await this.#attention.tell(ahead)) await this.#rooms.list();
    } catch (error) {
      this.#cell.update({ problem: asProblem(error) });
    }
  }

  catchUp(conversationId: string): Promise<void> {
    return this.#rooms.catchUp(conversationId);
  }

  async open(conversationId: string | null): Promise<void> {
    this.#cell.update({ openId: conversationId, problem: null });
    if (conversationId === null) return;
    try {
      await this.#rooms.open(conversationId);
    } catch (error) {
      if (this.#cell.current.openId === conversationId) this.#cell.update({ problem: asProblem(error) });
    }
  }

  async loadOlder(conversationId: string): Promise<void> {
    try {
      await this.#rooms.loadOlder(conversationId);
    } catch (error) {
      this.#cell.update({ problem: asProblem(error) });
    }
  }

  markRead(conversationId: string): void {
    const seq = this.#cell.current.rooms.get(conversationId)?.head.seq ?? 0;
    if (seq <= this.#marks.get(conversationId)) return;
    this.#marks.set(conversationId, seq);
    this.#attention.read(conversationId, seq);
    this.#rooms.read(conversationId, seq);
  }

  readMark(conversationId: string): number {
    return Math.max(this.#marks.get(conversationId), this.#cell.current.rooms.get(conversationId)?.unread.readSeq ?? 0);
  }

  /** What this person looks at; null for nothing in particular. */
  lookAt(conversationId: string | null): Promise<void> {
    const before = this.#attention.lookedAt;
    if (before !== null && before !== conversationId) this.#signals.present(before, false);
    if (conversationId !== null) this.#signals.present(conversationId, true);
    return this.#attention.lookAt(conversationId);
  }

  /** A key was pressed in the message field. */
  typing(conversationId: string): void {
    this.#signals.typing(conversationId);
  }

  /** What was answered to a message, the oldest first. */
  thread(conversationId: string, messageSeq: number, nextToken?: string): Promise<ThreadPage> {
    return this.#api.thread(conversationId, messageSeq, nextToken);
  }

  send(conversationId: string, text: string, replyTo: number | null, mentions: readonly string[] = []): void {
    this.#signals.stopped(conversationId);
    const answer = replyTo === null ? {} : { replyTo };
    const named = mentions.length === 0 ? {} : { mentions };
    this.#sender.submit({ kind: "send", ...this.#command(conversationId), text, ...answer, ...named });
  }

  /** Tells the moderators of a message, as it looks now. */
  async report({ conversationId, seq, versionSeq }: Message, reason: ReasonClass, note: string): Promise<void> {
    const words = note === "" ? {} : { note };
    await this.#api.flagMessage({ commandId: newCommandId(), conversationId, messageSeq: seq, versionSeq, reason, ...words });
  }

  async appeal({ conversationId, seq, versionSeq }: Message, note: string): Promise<void> {
    const words = note === "" ? {} : { note };
    await this.#api.appealVerdict({ commandId: newCommandId(), conversationId, messageSeq: seq, versionSeq, ...words });
  }

  edit(conversationId: string, messageSeq: number, text: string): void {
    this.#sender.submit({ kind: "edit", ...this.#command(conversationId), messageSeq, text });
  }

  delete(conversationId: string, messageSeq: number): void {
    this.#sender.submit({ kind: "delete", ...this.#command(conversationId), messageSeq });
  }

  retry(commandId: string): void {
    this.#sender.retry(commandId);
  }

  discard(commandId: string): void {
    this.#sender.discard(commandId);
  }

  /** With one other member and no title a direct conversation, which the two always share; otherwise a group. */
  async start(names: readonly string[], title: string | null): Promise<string> {
    const profiles = await Promise.all(names.map((name) => this.#find(name)));
    const memberIds = profiles.map((p) => p.userId);
    const shape = title === null ? { kind: "Direct" as const } : { kind: "Group" as const, title };
    const receipt = await this.#api.createConversation({ commandId: newCommandId(), ...shape, memberIds });
    await this.#rooms.discover(receipt.conversationId);
    return receipt.conversationId;
  }

  async addMember(conversationId: string, name: string): Promise<void> {
    const { userId } = await this.#find(name);
    const receipt = await this.#api.addMember({ commandId: newCommandId(), conversationId, userId });
    if (receipt.seq !== null) await this.#rooms.catchUp(conversationId);
  }

  async removeMember(conversationId: string, userId: string): Promise<void> {
    await this.#api.removeMember({ commandId: newCommandId(), conversationId, userId });
    if (userId === this.#cell.current.me.userId) this.#cell.dropRoom(conversationId);
    else await this.#rooms.catchUp(conversationId);
  }

  async members(conversationId: string): Promise<readonly Member[]> {
    return (await this.#api.members(conversationId)).items;
  }

  #command(conversationId: string) {
    const room = this.#cell.current.rooms.get(conversationId);
    return { commandId: newCommandId(), conversationId, afterSeq: room === undefined ? 0 : cursorOf(room) };
  }

  async #find(name: string): Promise<Profile> {
    try {
      return await this.#api.user(name);
    } catch (error) {
      const problem = asProblem(error);
      throw problem.type === "NotFound" ? new Problem("InvalidArgument", `There is nobody called “${name}”.`) : problem;
    }
  }

  async #catchUpAll(ids: readonly string[]): Promise<void> {
    const queue = [...ids];
    const worker = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) await this.#rooms.catchUp(id);
    };
    await Promise.all(Array.from({ length: Math.min(catchUpsAtOnce, queue.length) }, worker));
  }
}

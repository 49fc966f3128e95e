import { CatchUp } from "./catchUp";
import { readBody } from "./eventBody";
import { headOf, withNames } from "./head";
import type { ChatEvent, Conversation, Frame } from "./model";
import { settle, withOwnText } from "./outbox";
import type { ChatApi, Clock, ReadMarks } from "./ports";
import { asProblem, isTransient, type Problem } from "./problem";
import { cursorOf, hasHole, rebase, receive, type Room } from "./room";
import type { StateCell } from "./state";
import { timelineOf, withMissing, withOlder } from "./timeline";
import { readUpTo, told, unreadFrom } from "./unread";

/** A view may lag behind the event that told us of it; so often it is asked again, 250 ms, 500 ms … apart. */
const discoveryAttempts = 6;

/** Keeps every conversation equal to its log: frames come in, holes are filled from `sync`. */
export class Rooms {
  readonly #api: ChatApi;
  readonly #cell: StateCell;
  readonly #clock: Clock;
  readonly #marks: ReadMarks;
  readonly #catchUp: CatchUp;
  readonly #discovering = new Map<string, Promise<void>>();
  readonly #loadingOlder = new Set<string>();

  constructor(api: ChatApi, cell: StateCell, clock: Clock, marks: ReadMarks) {
    this.#api = api;
    this.#cell = cell;
    this.#clock = clock;
    this.#marks = marks;
    this.#catchUp = new CatchUp(api, cell, clock, {
      apply: (id, events) => this.apply(id, events),
      reset: (id) => this.#reset(id),
      fill: (id, seq, event) => this.#fill(id, seq, event),
    });
  }

  onFrame(frame: Frame): void {
    const id = frame.conversationId;
    const { me, outbox } = this.#cell.current;
    const events = frame.events.flatMap((event) => withOwnText(event, me.userId, outbox) ?? []);
    if (!this.#cell.current.rooms.has(id)) {
      void this.discover(id).then(() => this.apply(id, events));
      return;
    }
    this.apply(id, events);
    if (events.length < frame.events.length) void this.catchUp(id);
  }

  apply(id: string, events: readonly ChatEvent[]): void {
    const before = this.#cell.current.rooms.get(id);
    if (before === undefined) return;
    const room = receive(before, events);
    if (this.#removedMe(before, room, events)) {
      this.#cell.dropRoom(id);
      return;
    }
    this.#put(room, events);
    if (hasHole(room)) void this.catchUp(id);
    if (room.head.stale) void this.#refreshHead(id);
  }

  /** Reads whatever the log has beyond the cursor. */
  catchUp(id: string): Promise<void> {
    return this.#catchUp.run(id);
  }

  connectionReturned(): void {
    this.#catchUp.connectionReturned();
  }

  /**
   * The inbox anew: adds what is new; those known keep their state but for what is unread, and catch up if the inbox is ahead of them. Answers where this device has read further
   * than the service knows: what it counts there is not what is unread.
   */
  async list(): Promise<ReadonlyMap<string, number>> {
    const ahead = new Map<string, number>();
    let nextToken: string | undefined;
    do {
      const page = await this.#api.inbox(nextToken);
      for (const entry of page.items) {
        const { conversation } = entry;
        const known = this.#cell.current.rooms.get(conversation.conversationId) ?? this.#newRoom(conversation);
        const mark = this.#marks.get(conversation.conversationId);
        if (mark > entry.readSeq) ahead.set(conversation.conversationId, mark);
        const unread = readUpTo(told(known.unread, entry), mark);
        this.#cell.putRoom({ ...known, unread });
        if (cursorOf(known) < conversation.seq) void this.catchUp(conversation.conversationId);
      }
      nextToken = page.nextToken ?? undefined;
    } while (nextToken !== undefined);
    this.#cell.update({ listed: true });
    return ahead;
  }

  read(id: string, seq: number): void {
    const room = this.#cell.current.rooms.get(id);
    if (room !== undefined) this.#cell.putRoom({ ...room, unread: readUpTo(room.unread, seq) });
  }

  /** A conversation heard of but not held: one that we were just added to, or have just made. */
  discover(id: string): Promise<void> {
    const running = this.#discovering.get(id);
    if (running !== undefined) return running;
    const task = this.#discover(id).finally(() => this.#discovering.delete(id));
    this.#discovering.set(id, task);
    return task;
  }

  async open(id: string): Promise<void> {
    const room = this.#cell.current.rooms.get(id);
    if (room === undefined || room.timeline !== null) return;
    const [page, members] = await Promise.all([this.#api.messages(id), this.#namesOf(room)]);
    const latest = this.#cell.current.rooms.get(id);
    if (latest === undefined || latest.timeline !== null) return;
    this.#put(rebase(latest, { timeline: timelineOf(page, latest.me), head: withNames(latest.head, members) }), []);
    // Views are read eventually consistent; the log says what they did not know yet.
    await this.catchUp(id);
  }

  async loadOlder(id: string): Promise<void> {
    const token = this.#cell.current.rooms.get(id)?.timeline?.olderToken;
    if (token === undefined || token === null || this.#loadingOlder.has(id)) return;
    this.#loadingOlder.add(id);
    try {
      const page = await this.#api.messages(id, token);
      const room = this.#cell.current.rooms.get(id);
      if (room?.timeline?.olderToken !== token) return;
      const longer = { ...room, timeline: withOlder(room.timeline, page) };
      this.#put(longer, []);
      if (hasHole(longer)) void this.catchUp(id);
    } finally {
      this.#loadingOlder.delete(id);
    }
  }

  #put(room: Room, events: readonly ChatEvent[]): void {
    const id = room.head.conversationId;
    const outbox = settle(this.#cell.current.outbox, id, cursorOf(room), events, room.timeline?.messages ?? []);
    this.#cell.putRoom(room, { outbox });
  }

  async #discover(id: string): Promise<void> {
    for (let attempt = 0; attempt < discoveryAttempts; attempt++) {
      if (attempt > 0) await this.#clock.sleep(125 * 2 ** attempt);
      if (this.#cell.current.rooms.has(id)) return;
      try {
        const conversation = await this.#api.conversation(id);
        if (!this.#cell.current.rooms.has(id))
          this.#cell.putRoom(this.#newRoom(conversation));
        return;
      } catch (error) {
        if (!mayAppearYet(asProblem(error))) return;
      }
    }
  }

  #newRoom(conversation: Conversation): Room {
    return { me: this.#cell.current.me.userId, head: headOf(conversation), timeline: null, unread: unreadFrom(conversation.seq), waiting: new Map() };
  }

  #fill(id: string, seq: number, event: ChatEvent | undefined): void {
    const room = this.#cell.current.rooms.get(id);
    if (room?.timeline) this.#put({ ...room, timeline: withMissing(room.timeline, id, seq, event) }, []);
  }

  /** A preview in the list; a view that lags behind leaves it as it was. */
  async #refreshHead(id: string): Promise<void> {
    const conversation = await this.#api.conversation(id).catch(() => null);
    const room = this.#cell.current.rooms.get(id);
    if (conversation === null || room === undefined || conversation.seq < room.head.seq) return;
    this.#put(rebase(room, { head: { ...headOf(conversation), members: room.head.members } }), []);
  }

  async #reset(id: string): Promise<void> {
    const held = this.#cell.current.rooms.get(id);
    const [conversation, page] = await Promise.all([
      this.#api.conversation(id),
      held?.timeline == null ? null : this.#api.messages(id),
    ]);
    const room = this.#cell.current.rooms.get(id);
    if (room === undefined) return;
    const head = withNames(headOf(conversation), [...room.head.members].map(([userId, name]) => ({ userId, name })));
    this.#put(rebase(room, { head, timeline: page && timelineOf(page, room.me) }), []);
  }

  async #namesOf(room: Room) {
    const complete = room.head.members.size >= room.head.memberCount;
    return complete ? [] : (await this.#api.members(room.head.conversationId)).items;
  }

  #removedMe(before: Room, after: Room, events: readonly ChatEvent[]): boolean {
    const me = this.#cell.current.me.userId;
    if (cursorOf(after) === cursorOf(before) || after.head.members.has(me)) return false;
    return [...events, ...before.waiting.values()].some((event) => {
      const body = event.seq <= cursorOf(after) && event.seq > cursorOf(before) ? readBody(event) : null;
      return body?.type === "member.removed" && body.userId === me;
    });
  }
}

function mayAppearYet(problem: Problem): boolean {
  return problem.type === "NotFound" || isTransient(problem);
}

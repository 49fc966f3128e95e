import type { Profile } from "./model";
import type { Outbox } from "./outbox";
import type { Problem } from "./problem";
import type { Room } from "./room";
import type { Signals } from "./signals";

export type Connection = "connecting" | "live" | "reconnecting" | "offline";

export type ChatState = {
  readonly me: Profile;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly outbox: Outbox;
  /** Who types and who is here, by conversation; only where somebody does. */
  readonly signals: ReadonlyMap<string, Signals>;
  readonly openId: string | null;
  readonly connection: Connection;
  /** Conversations whose missing events are being read. */
  readonly catchingUp: ReadonlySet<string>;
  readonly listed: boolean;
  readonly problem: Problem | null;
};

/** The store's one mutable place: states replace each other, listeners hear of it. */
export class StateCell {
  #state: ChatState;
  readonly #listeners = new Set<() => void>();

  constructor(me: Profile) {
    this.#state = {
      me,
      rooms: new Map(),
      outbox: new Map(),
      signals: new Map(),
      openId: null,
      connection: "connecting",
      catchingUp: new Set(),
      listed: false,
      problem: null,
    };
  }

  get current(): ChatState {
    return this.#state;
  }

  update(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  putRoom(room: Room, change: Partial<ChatState> = {}): void {
    this.update({ ...change, rooms: new Map(this.#state.rooms).set(room.head.conversationId, room) });
  }

  dropRoom(conversationId: string): void {
    const rooms = new Map(this.#state.rooms);
    if (!rooms.delete(conversationId)) return;
    const outbox = new Map([...this.#state.outbox].filter(([, o]) => o.command.conversationId !== conversationId));
    this.update({ rooms, outbox, openId: this.#state.openId === conversationId ? null : this.#state.openId });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

import type { Signal } from "./model";
import type { ChatApi, Clock } from "./ports";
import type { StateCell } from "./state";

/** A signal may be lost, so each one counts for a moment only. Whoever types says so every 3 s: one lost signal is not seen. */
const typingCountsMs = 6_000;
const typingEveryMs = 3_000;
/** Presence is said anew every 60 s. */
const presenceCountsMs = 90_000;
/** Contracts/Limits.cs, SignalMembers: in larger rooms nobody hears of it. */
const signalMembers = 100;

/** People in a conversation, and until when (ms since 1970) it counts. */
export type Lasting = ReadonlyMap<string, number>;
export type Signals = { readonly typing: Lasting; readonly present: Lasting };

export const noSignals: Signals = { typing: new Map(), present: new Map() };

/** Who types and who is here, in each conversation: heard, told, and forgotten by itself. Nothing depends on it, so what fails is not told again. */
export class SignalBox {
  readonly #api: Pick<ChatApi, "setTyping" | "showPresence">;
  readonly #cell: StateCell;
  readonly #clock: Clock;
  readonly #typed = new Map<string, number>();

  constructor(api: Pick<ChatApi, "setTyping" | "showPresence">, cell: StateCell, clock: Clock) {
    this.#api = api;
    this.#cell = cell;
    this.#clock = clock;
  }

  hear(conversationId: string, { userId, kind }: Signal): void {
    if (userId === this.#cell.current.me.userId) return;
    const now = this.#clock.now();
    const { typing, present } = this.#of(conversationId);
    switch (kind) {
      case "Typing":
        this.#put(conversationId, { typing: new Map(typing).set(userId, now + typingCountsMs), present });
        void this.#clock.sleep(typingCountsMs).then(() => this.#forget(conversationId));
        break;
      case "Present":
        this.#put(conversationId, { typing, present: new Map(present).set(userId, now + presenceCountsMs) });
        void this.#clock.sleep(presenceCountsMs).then(() => this.#forget(conversationId));
        break;
      default:
        this.#put(conversationId, { typing: without(typing, userId), present: kind === "Away" ? without(present, userId) : present });
    }
  }

  /** A message that has come is typed no more. */
  said(conversationId: string, userIds: readonly string[]): void {
    const { typing, present } = this.#of(conversationId);
    if (userIds.some((id) => typing.has(id))) this.#put(conversationId, { typing: userIds.reduce(without, typing), present });
  }

  /** With every key; told every 3 s. */
  typing(conversationId: string): void {
    const now = this.#clock.now();
    if (now - (this.#typed.get(conversationId) ?? 0) < typingEveryMs || !this.#heard(conversationId)) return;
    this.#typed.set(conversationId, now);
    void this.#api.setTyping(conversationId, true).catch(() => undefined);
  }

  /** It is sent, or given up: the next key is news again. */
  stopped(conversationId: string): void {
    this.#typed.delete(conversationId);
  }

  present(conversationId: string, here: boolean): void {
    if (this.#heard(conversationId)) void this.#api.showPresence(conversationId, here).catch(() => undefined);
  }

  #heard(conversationId: string): boolean {
    const { memberCount } = this.#cell.current.rooms.get(conversationId)?.head ?? { memberCount: 0 };
    return memberCount > 1 && memberCount <= signalMembers;
  }

  #of(conversationId: string): Signals {
    return this.#cell.current.signals.get(conversationId) ?? noSignals;
  }

  #forget(conversationId: string): void {
    const now = this.#clock.now();
    const { typing, present } = this.#of(conversationId);
    const lasting = (people: Lasting) => new Map([...people].filter(([, until]) => until > now));
    this.#put(conversationId, { typing: lasting(typing), present: lasting(present) });
  }

  #put(conversationId: string, signals: Signals): void {
    const all = new Map(this.#cell.current.signals);
    if (signals.typing.size + signals.present.size === 0) all.delete(conversationId);
    else all.set(conversationId, signals);
    this.#cell.update({ signals: all });
  }
}

function without(people: Lasting, userId: string): Lasting {
  const rest = new Map(people);
  rest.delete(userId);
  return rest;
}

import { Backoff } from "./backoff";
import type { ChatEvent } from "./model";
import type { ChatApi, Clock } from "./ports";
import { asProblem, isTransient } from "./problem";
import { cursorOf, hasHole, missingIn } from "./room";
import type { StateCell } from "./state";

type Sink = {
  readonly apply: (conversationId: string, events: readonly ChatEvent[]) => void;
  readonly reset: (conversationId: string) => Promise<void>;
  /** A message that was missing; undefined if the log has none there. */
  readonly fill: (conversationId: string, seq: number, event: ChatEvent | undefined) => void;
};

/** A frame can overtake the log's reader by a moment: the first wait before a hole is asked for again. */
const holeRetryMs = 150;

/** `sync` for one conversation at a time each, never twice at once; a wish made meanwhile is fulfilled afterwards. */
export class CatchUp {
  readonly #api: ChatApi;
  readonly #cell: StateCell;
  readonly #clock: Clock;
  readonly #sink: Sink;
  readonly #running = new Map<string, Promise<void>>();
  readonly #wanted = new Set<string>();
  #wake: (() => void)[] = [];

  constructor(api: ChatApi, cell: StateCell, clock: Clock, sink: Sink) {
    this.#api = api;
    this.#cell = cell;
    this.#clock = clock;
    this.#sink = sink;
  }

  run(id: string): Promise<void> {
    this.#wanted.add(id);
    const running = this.#running.get(id);
    if (running !== undefined) return running;
    const task = this.#untilLevel(id).finally(() => {
      this.#running.delete(id);
      this.#show();
    });
    this.#running.set(id, task);
    this.#show();
    return task;
  }

  /** Those who wait for their next attempt make it now. */
  connectionReturned(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }

  async #untilLevel(id: string): Promise<void> {
    const backoff = new Backoff(this.#clock);
    let fruitless = 0;
    while (this.#wanted.has(id)) {
      this.#wanted.delete(id);
      const before = this.#cursor(id);
      if (before === null) return;
      try {
        await this.#readAll(id);
        backoff.reset();
      } catch (error) {
        const problem = asProblem(error);
        if (problem.type === "NotFound") this.#cell.dropRoom(id);
        // Offline, the next connection catches up; asking into the void until then helps nobody.
        if (!isTransient(problem) || this.#cell.current.connection === "offline") return;
        await Promise.race([this.#clock.sleep(backoff.next()), new Promise<void>((resolve) => this.#wake.push(resolve))]);
        this.#wanted.add(id);
        continue;
      }
      const room = this.#cell.current.rooms.get(id);
      if (room === undefined || !hasHole(room)) continue;
      fruitless = cursorOf(room) > before ? 0 : fruitless + 1;
      if (fruitless > 0) await this.#clock.sleep(holeRetryMs * 2 ** Math.min(fruitless - 1, 6));
      this.#wanted.add(id);
    }
  }

  async #readAll(id: string): Promise<void> {
    if (this.#stale(id)) await this.#sink.reset(id);
    for (;;) {
      const cursor = this.#cursor(id);
      if (cursor === null) return;
      const answer = await this.#api.sync(id, cursor);
      if (answer.status === "reset") await this.#sink.reset(id);
      else this.#sink.apply(id, answer.events);
      if (answer.status === "recovered" && !answer.more) break;
    }
    for (let seq = this.#missing(id); seq !== null; seq = this.#missing(id)) {
      const answer = await this.#api.sync(id, seq - 1, 1);
      if (answer.status === "reset") return this.#sink.reset(id);
      this.#sink.fill(id, seq, answer.events.find((e) => e.seq === seq));
    }
  }

  #stale(id: string): boolean {
    return this.#cell.current.rooms.get(id)?.timeline?.stale === true;
  }

  #missing(id: string): number | null {
    const room = this.#cell.current.rooms.get(id);
    return room === undefined ? null : missingIn(room);
  }

  #cursor(id: string): number | null {
    const room = this.#cell.current.rooms.get(id);
    return room === undefined ? null : cursorOf(room);
  }

  #show(): void {
    this.#cell.update({ catchingUp: new Set(this.#running.keys()) });
  }
}

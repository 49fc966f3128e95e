import { Backoff } from "./backoff";
import { dispatch, put, remove, type Outgoing, type OutgoingCommand } from "./outbox";
import type { ChatApi, Clock } from "./ports";
import { asProblem, isTransient } from "./problem";
import { cursorOf } from "./room";
import type { Rooms } from "./rooms";
import type { StateCell } from "./state";

/** While online; offline a command waits for the connection instead. */
const attemptsBeforeFailed = 5;
/** An answered command's event normally follows within milliseconds; a frame this late is taken for lost. */
const eventOverdueMs = 1_000;

/** Sends commands, one after the other within a conversation so that their order holds, each under one id for all its attempts. */
export class Sender {
  readonly #api: ChatApi;
  readonly #cell: StateCell;
  readonly #clock: Clock;
  readonly #rooms: Rooms;
  readonly #queues = new Map<string, Promise<void>>();
  #wake: (() => void)[] = [];

  constructor(api: ChatApi, cell: StateCell, clock: Clock, rooms: Rooms) {
    this.#api = api;
    this.#cell = cell;
    this.#clock = clock;
    this.#rooms = rooms;
  }

  submit(command: OutgoingCommand): void {
    this.#put({ command, startedAt: this.#clock.now(), seq: null, problem: null });
    const id = command.conversationId;
    const queue = (this.#queues.get(id) ?? Promise.resolve()).then(() => this.#send(command.commandId));
    this.#queues.set(id, queue);
  }

  /** The same command again: its id and `afterSeq` stay, so a first attempt that did arrive is recognised. */
  retry(commandId: string): void {
    const entry = this.#cell.current.outbox.get(commandId);
    if (entry?.problem) this.submit(entry.command);
  }

  discard(commandId: string): void {
    this.#cell.update({ outbox: remove(this.#cell.current.outbox, commandId) });
  }

  /** The connection is back: what waited for it goes out now. */
  connectionReturned(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }

  async #send(commandId: string): Promise<void> {
    const backoff = new Backoff(this.#clock);
    for (;;) {
      const entry = this.#cell.current.outbox.get(commandId);
      if (entry === undefined) return;
      if (this.#cell.current.connection === "offline") await this.#untilConnected();
      try {
        const receipt = await dispatch(this.#api, entry.command);
        this.#answered(entry, receipt.seq);
        return;
      } catch (error) {
        const problem = asProblem(error);
        if (this.#cell.current.connection === "offline" && isTransient(problem)) continue;
        if (!isTransient(problem) || backoff.attempts + 1 >= attemptsBeforeFailed) {
          if (this.#cell.current.outbox.has(commandId)) this.#put({ ...entry, problem });
          return;
        }
        await Promise.race([this.#clock.sleep(backoff.next()), this.#untilConnected()]);
      }
    }
  }

  #answered(entry: Outgoing, seq: number | null): void {
    const { commandId, conversationId } = entry.command;
    if (!this.#cell.current.outbox.has(commandId)) return;
    const room = this.#cell.current.rooms.get(conversationId);
    if (seq === null || room === undefined || cursorOf(room) >= seq) {
      this.discard(commandId);
      return;
    }
    this.#put({ ...entry, seq });
    void this.#clock.sleep(eventOverdueMs).then(() => {
      if (this.#cell.current.outbox.has(commandId)) return this.#rooms.catchUp(conversationId);
    });
  }

  #untilConnected(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #put(entry: Outgoing): void {
    this.#cell.update({ outbox: put(this.#cell.current.outbox, entry) });
  }
}

import type { Clock } from "./ports";

const floorMs = 1_000;
const ceilingMs = 30_000;

/** Waits between attempts: doubling from 1 s to 30 s, each between half and all of it, so that clients do not return in step. */
export class Backoff {
  #attempts = 0;
  readonly #random: () => number;

  constructor(clock: Pick<Clock, "random">) {
    this.#random = () => clock.random();
  }

  get attempts(): number {
    return this.#attempts;
  }

  next(): number {
    const full = Math.min(ceilingMs, floorMs * 2 ** this.#attempts);
    this.#attempts++;
    return full * (0.5 + this.#random() / 2);
  }

  reset(): void {
    this.#attempts = 0;
  }
}

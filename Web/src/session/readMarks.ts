import type { SeenMark } from "../store/notifications";
import type { ReadMarks } from "../store/ports";

/** Read marks in this browser, per user. Without storage (private mode, full disk) they last as long as the page. */
export class StoredReadMarks implements ReadMarks {
  readonly #key: string;
  readonly #marks: Map<string, number>;

  constructor(userId: string) {
    this.#key = `eventchat.read.${userId}`;
    this.#marks = new Map(Object.entries(this.#stored()));
  }

  get(conversationId: string): number {
    return this.#marks.get(conversationId) ?? 0;
  }

  set(conversationId: string, seq: number): void {
    this.#marks.set(conversationId, seq);
    try {
      localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#marks)));
    } catch {
      // The marks in memory still hold.
    }
  }

  #stored(): Record<string, number> {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? "{}") as Record<string, number>;
    } catch {
      return {};
    }
  }
}

/** Up to where the list of notifications was looked at, in this browser. */
export class StoredSeenMark implements SeenMark {
  readonly #key: string;
  #seq: number;

  constructor(userId: string) {
    this.#key = `eventchat.notified.${userId}`;
    try {
      this.#seq = Number(localStorage.getItem(this.#key) ?? 0);
    } catch {
      this.#seq = 0;
    }
  }

  get(): number {
    return this.#seq;
  }

  set(seq: number): void {
    this.#seq = seq;
    try {
      localStorage.setItem(this.#key, String(seq));
    } catch {
      // The mark in memory still holds.
    }
  }
}

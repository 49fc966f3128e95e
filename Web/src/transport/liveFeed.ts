import { generateClient } from "aws-amplify/api";
import { Hub } from "aws-amplify/utils";
import { Backoff } from "../store/backoff";
import type { Frame } from "../store/model";
import type { ModerationFrame } from "../store/moderation";
import type { Notification } from "../store/notifications";
import type { Connection } from "../store/state";
import * as documents from "./documents";
import { RealtimeLine } from "./realtimeSocket";
import * as workflows from "./workflowDocuments";

export interface FrameListener {
  onFrame(frame: Frame): void;
  onConnection(connection: Connection): void;
  /** A large room's own subscription is acknowledged: what was said before it must be read from the log. */
  onRoomSubscribed(conversationId: string): void;
  onNotification(notification: Notification): void;
  /** A moderation log that is watched grew; null: perhaps, since the subscription begins only now. */
  onModeration(frame: ModerationFrame | null): void;
}

/** What the third subscription is for, besides all small conversations and the notifications. */
export type Watched =
  | { readonly kind: "room"; readonly conversationId: string }
  /** Of all conversations, for moderators, if null. */
  | { readonly kind: "moderation"; readonly conversationId: string | null };

/** A `ka` comes every 60 s; two missed and the line is dead. */
const silenceMs = 120_000;
/** After sleep or in the background: one `ka` overdue is enough when the person looks again. */
const silenceOnReturnMs = 65_000;
/** From an open socket, or from a fruitless attempt, to the acknowledged subscription. */
const subscribeWithinMs = 10_000;
const watchEveryMs = 5_000;
/** What aws-amplify dispatches on its hub for a `start_ack`. */
const acknowledged = "Subscription ack";

type Ended = { unsubscribe(): void };

/** aws-amplify's subscriptions, kept up: subscribed anew as soon as a line is lost and another can be had. */
export class LiveFeed {
  readonly #client = generateClient();
  readonly #backoff = new Backoff(Math);
  readonly #listener: FrameListener;
  readonly #line: RealtimeLine;
  #subscriptions: Ended[] = [];
  #watched: { readonly on: Watched; subscription: Ended | null } | null = null;
  #live = false;
  #attemptedAt = 0;
  #everLive = false;

  constructor(realtimeUrl: string, listener: FrameListener) {
    this.#listener = listener;
    this.#line = new RealtimeLine(realtimeUrl, this.#backoff, () => this.#lost());
  }

  start(): void {
    this.#line.install(globalThis);
    Hub.listen("api", ({ payload }) => {
      if (payload.event === acknowledged) this.#acknowledged(payload.data as { query: string; variables: { conversationId?: string } });
    });
    window.addEventListener("offline", () => this.#offline());
    window.addEventListener("online", () => this.#online());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#watch(silenceOnReturnMs);
    });
    setInterval(() => this.#watch(silenceMs), watchEveryMs);
    this.#subscribe();
  }

  /** One place at most, so that a page holds three subscriptions. */
  watch(watched: Watched | null): void {
    if (JSON.stringify(watched) === JSON.stringify(this.#watched?.on ?? null)) return;
    this.#watched?.subscription?.unsubscribe();
    this.#watched = watched === null ? null : { on: watched, subscription: null };
    if (this.#live) this.#subscribeWatched();
  }

  #subscribe(): void {
    if (!navigator.onLine) return this.#listener.onConnection("offline");
    this.#listener.onConnection(this.#everLive ? "reconnecting" : "connecting");
    this.#attemptedAt = Date.now();
    const before = this.#subscriptions;
    this.#subscriptions = [
      this.#open<Frame>(documents.onMyConversations, {}, "onMyConversations", (frame) => this.#listener.onFrame(frame)),
      this.#open<Notification>(workflows.onMyNotifications, {}, "onMyNotifications", (n) => this.#listener.onNotification(n)),
    ];
    // Only now: aws-amplify hangs up when its last subscription goes.
    for (const old of before) old.unsubscribe();
  }

  #subscribeWatched(): void {
    if (this.#watched === null) return;
    this.#watched.subscription?.unsubscribe();
    const { kind, conversationId } = this.#watched.on;
    this.#watched.subscription =
      kind === "room"
        ? this.#open<Frame>(documents.onConversation, { conversationId }, "onConversation", (frame) => this.#listener.onFrame(frame))
        : this.#open<ModerationFrame>(
            workflows.onModeration, conversationId === null ? {} : { conversationId }, "onModeration", (frame) => this.#listener.onModeration(frame),
          );
  }

  #open<T>(query: string, variables: Record<string, string>, field: string, take: (news: T) => void): Ended {
    const results = this.#client.graphql({ query, variables }) as unknown as {
      subscribe(observer: { next(m: { data?: Record<string, T | null> }): void; error(e: unknown): void }): Ended;
    };
    return results.subscribe({
      next: ({ data }) => {
        const news = data?.[field];
        if (news) take(news);
      },
      // Refused or timed out: the watch tries again. The log stays the truth meanwhile.
      error: () => {
        if (field === "onMyConversations") this.#live = false;
      },
    });
  }

  #acknowledged({ query, variables }: { query: string; variables: { conversationId?: string } }): void {
    if (query.includes("onConversation(")) {
      if (variables.conversationId !== undefined) this.#listener.onRoomSubscribed(variables.conversationId);
      return;
    }
    if (query.includes("onModeration(")) return this.#listener.onModeration(null);
    if (!query.includes("onMyConversations")) return;
    this.#live = true;
    this.#everLive = true;
    this.#backoff.reset();
    this.#listener.onConnection("live");
    this.#subscribeWatched();
  }

  #lost(): void {
    this.#live = false;
    this.#listener.onConnection(navigator.onLine ? "reconnecting" : "offline");
    // aws-amplify is still in the middle of closing.
    setTimeout(() => this.#subscribe(), 0);
  }

  #offline(): void {
    this.#listener.onConnection("offline");
    this.#line.hangUp();
  }

  #online(): void {
    if (this.#live) return;
    this.#backoff.reset();
    if (this.#line.busy) this.#line.dialNow();
    else this.#subscribe();
  }

  #watch(silence: number): void {
    if (!navigator.onLine) return;
    const now = Date.now();
    if (this.#live) {
      if (now - this.#line.heardAt > silence) this.#line.hangUp();
      return;
    }
    if (this.#line.open && now - this.#line.openedAt > subscribeWithinMs) this.#line.hangUp();
    else if (!this.#line.busy && now - this.#attemptedAt > subscribeWithinMs) this.#subscribe();
  }
}

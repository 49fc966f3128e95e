import type { CommandReceipt } from "./model";
import type { Page } from "./ports";
import { asProblem, type Problem } from "./problem";

export type Notification = {
  readonly userId: string;
  /** Of the person's own log: its id. */
  readonly seq: number;
  readonly at: string;
  readonly kind: "Message" | "Mention" | "Reply" | "Digest";
  readonly conversationId: string | null;
  readonly messageSeq: number | null;
  readonly count: number;
  readonly fromId: string | null;
};

export type Level = "All" | "Mentions" | "None";
export type ConversationPreference = { readonly conversationId: string; readonly level: Level; readonly mutedUntil?: string | null };

/** The whole of the preferences: what is absent or null is at its default. */
export type PreferenceInput = {
  readonly level?: Level | null;
  readonly conversations?: readonly ConversationPreference[];
  readonly timeZone?: string;
  readonly quietFrom?: string | null;
  readonly quietTo?: string | null;
  readonly email?: boolean;
  readonly digestAt?: string | null;
  readonly pushTarget?: string | null;
  readonly webhookUrl?: string | null;
  readonly snoozedUntil?: string | null;
};

export type Preferences = Required<PreferenceInput> & { readonly webhookSecret: string | null };

export interface NotificationApi {
  notifications(nextToken?: string): Promise<Page<Notification>>;
  notificationPreferences(): Promise<Preferences>;
  setNotificationPreferences(input: PreferenceInput & { readonly commandId: string }): Promise<CommandReceipt>;
}

/** What the bell shows. */
export type NotificationState = {
  /** Newest first. */
  readonly items: readonly Notification[];
  readonly olderToken: string | null;
  readonly loaded: boolean;
  readonly problem: Problem | null;
  /** Seq up to which the list was looked at. */
  readonly seenSeq: number;
};

/** What of the list was seen, kept by the browser. */
export interface SeenMark {
  get(): number;
  set(seq: number): void;
}

/** The person's feed of notifications: pushed ones are hints, the list is read anew whenever the connection comes back. */
export class NotificationStore {
  readonly #api: NotificationApi;
  readonly #seen: SeenMark;
  readonly #listeners = new Set<() => void>();
  #state: NotificationState;

  constructor(api: NotificationApi, seen: SeenMark) {
    this.#api = api;
    this.#seen = seen;
    this.#state = { items: [], olderToken: null, loaded: false, problem: null, seenSeq: seen.get() };
  }

  readonly state = (): NotificationState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onNotification(notification: Notification): void {
    this.#update({ items: merged([notification], this.#state.items) });
  }

  async refresh(): Promise<void> {
    try {
      const page = await this.#api.notifications();
      const known = this.#state.items.length > 0;
      this.#update({
        items: merged(page.items, this.#state.items), olderToken: known ? this.#state.olderToken : page.nextToken, loaded: true, problem: null,
      });
    } catch (error) {
      this.#update({ problem: asProblem(error) });
    }
  }

  async loadOlder(): Promise<void> {
    if (this.#state.olderToken === null) return;
    try {
      const page = await this.#api.notifications(this.#state.olderToken);
      this.#update({ items: merged(page.items, this.#state.items), olderToken: page.nextToken, problem: null });
    } catch (error) {
      this.#update({ problem: asProblem(error) });
    }
  }

  markSeen(): void {
    const newest = this.#state.items[0]?.seq ?? 0;
    if (newest <= this.#state.seenSeq) return;
    this.#seen.set(newest);
    this.#update({ seenSeq: newest });
  }

  #update(change: Partial<NotificationState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Neither seen in the list nor read where it happened. */
export function isUnread(n: Notification, seenSeq: number, readMark: (conversationId: string) => number): boolean {
  if (n.seq <= seenSeq) return false;
  return n.conversationId === null || n.messageSeq === null || n.messageSeq > readMark(n.conversationId);
}

function merged(fresh: readonly Notification[], known: readonly Notification[]): Notification[] {
  const bySeq = new Map([...known, ...fresh].map((n) => [n.seq, n]));
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}

import type { ChatEvent, CommandReceipt } from "../store/model";
import type { LogPage, MemberCommand, ModerationApi, ModerationFrame, Original, Policy, Review, ReviewMessage, Version } from "../store/moderation";
import type { Notification, NotificationApi, PreferenceInput, Preferences } from "../store/notifications";
import type { ConversationCommand } from "../store/ports";
import { Problem } from "../store/problem";
import { notices, originals, policy, preferences, reviews, trail } from "./deskScript";

/** Moderation and notifications without a backend: a fixed queue that empties as one decides. */
export class StandInDesk implements ModerationApi, NotificationApi {
  onModeration: (frame: ModerationFrame) => void = () => undefined;
  #policy: Policy = policy;
  #preferences: Preferences = preferences;
  #blocklist: readonly string[] = ["zonk", "b l o c k", "free money"];
  #reviews: readonly Review[] = reviews();
  readonly #trail: ChatEvent[] = [...trail()];
  readonly #notices: readonly Notification[] = notices();

  moderationPolicy = async () => this.#policy;
  blocklist = async () => ({ terms: this.#blocklist });
  moderationQueue = async (conversationId?: string) => {
    await pause();
    return { items: this.#reviews.filter((r) => conversationId === undefined || r.conversationId === conversationId), nextToken: null };
  };
  moderationLog = async (_: string, afterSeq: number): Promise<LogPage> => ({
    events: this.#trail.filter((e) => e.seq > afterSeq), seq: this.#trail.length, more: false,
  });
  reviewMessage = (c: ReviewMessage) => {
    if (c.messageSeq === 9) throw new Problem("NotUnderReview", "decided already");
    this.#reviews = this.#reviews.filter((r) => !same(r, c));
    return this.#record(c, "message.reviewed", { ...c, round: 1 });
  };
  viewOriginal = async (c: Version & { commandId: string }): Promise<Original> => {
    await this.#record(c, "original.viewed", c);
    return { ...c, authorId: "bob", text: originals[c.messageSeq] ?? "Something nobody should have written." };
  };
  muteMember = (c: MemberCommand & { until?: string }) => receiptOf(c);
  banMember = (c: MemberCommand) => receiptOf(c);
  unbanMember = (c: MemberCommand) => receiptOf(c);
  setModerationPolicy = async ({ commandId, conversationId, ...changed }: ConversationCommand & Policy) => {
    this.#policy = changed;
    return receiptOf({ commandId, conversationId });
  };
  setBlocklist = (c: { commandId: string; conversationId?: string; terms: readonly string[] }) => {
    this.#blocklist = c.terms;
    return receiptOf({ conversationId: "", ...c });
  };

  notifications = async () => ({ items: this.#notices, nextToken: null });
  notificationPreferences = async () => this.#preferences;
  setNotificationPreferences = async ({ commandId, ...changed }: PreferenceInput & { commandId: string }) => {
    this.#preferences = { ...preferences, ...changed, webhookSecret: changed.webhookUrl ? "whsec_3mXo0Xr7e0cU2n" : null };
    return receiptOf({ commandId, conversationId: "" });
  };

  async #record(c: Version & { commandId: string }, type: string, body: object): Promise<CommandReceipt> {
    await pause();
    const seq = this.#trail.length + 1;
    this.#trail.push({ seq, type, version: 1, senderId: "alice", at: new Date().toISOString(), commandId: c.commandId, body: JSON.stringify(body) });
    setTimeout(() => this.onModeration({ conversationId: c.conversationId, seq, type }), 100);
    return receiptOf(c);
  }
}

function same(a: Version, b: Version): boolean {
  return a.conversationId === b.conversationId && a.messageSeq === b.messageSeq && a.versionSeq === b.versionSeq;
}

async function receiptOf({ commandId, conversationId }: ConversationCommand): Promise<CommandReceipt> {
  await pause();
  return { commandId, conversationId, seq: 1, at: new Date().toISOString() };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}

import type { ChatEvent, CommandReceipt, ReasonClass, Verdict } from "./model";
import type { ConversationCommand, Page } from "./ports";

/** What moderators and owners see and do: the shapes of Contracts/schema.graphql. */

export const toxicityLabels = [
  "Profanity", "HateSpeech", "Insult", "Graphic", "HarassmentOrAbuse", "Sexual", "ViolenceOrThreat",
] as const;
export type ToxicityLabel = (typeof toxicityLabels)[number];
export type FindingRule = "Allow" | "Review" | "Remove";

/** Confidences from 0 to 1; `remove` above 1: never without a person. */
export type LabelThreshold = { readonly label: ToxicityLabel; readonly review: number; readonly remove: number };

export type Policy = {
  readonly mode: "Off" | "Post" | "Hold";
  readonly thresholds: readonly LabelThreshold[];
  readonly pii: FindingRule;
  readonly links: FindingRule;
  readonly allowedDomains: readonly string[];
  readonly floodMessages: number;
  readonly repeats: number;
  readonly outage: "Open" | "Closed";
  readonly reviewers: number;
  readonly reviewMinutes: number;
  readonly onDeadline: Verdict;
};

export type ReviewCause = "Screening" | "Report" | "Appeal" | "Outage";

export type Review = {
  readonly conversationId: string;
  readonly messageSeq: number;
  readonly versionSeq: number;
  readonly authorId: string;
  readonly authorName: string | null;
  readonly conversationTitle: string | null;
  readonly round: number;
  readonly cause: ReviewCause;
  readonly reason: ReasonClass | null;
  readonly openedAt: string;
  readonly deadline: string;
  readonly needed: number;
  readonly reviewedBy: readonly string[];
  /** JSON text (AWSJSON): confidence per label. */
  readonly scores: string | null;
};

export type Version = { readonly conversationId: string; readonly messageSeq: number; readonly versionSeq: number };
export type VersionCommand = Version & { readonly commandId: string; readonly note?: string };
export type ReviewMessage = VersionCommand & { readonly outcome: Verdict };
export type MemberCommand = ConversationCommand & { readonly userId: string };
export type Original = Version & { readonly authorId: string; readonly text: string };
export type LogPage = { readonly events: readonly ChatEvent[]; readonly seq: number; readonly more: boolean };

/** A hint that a moderation log grew. */
export type ModerationFrame = { readonly conversationId: string; readonly seq: number; readonly type: string };

/** `conversationId` absent: all conversations, or the global blocklist, for moderators. */
export interface ModerationApi {
  moderationPolicy(conversationId: string): Promise<Policy>;
  blocklist(conversationId?: string): Promise<{ readonly terms: readonly string[] }>;
  moderationQueue(conversationId?: string, nextToken?: string): Promise<Page<Review>>;
  moderationLog(conversationId: string, afterSeq: number): Promise<LogPage>;
  reviewMessage(input: ReviewMessage): Promise<CommandReceipt>;
  viewOriginal(input: Omit<VersionCommand, "note">): Promise<Original>;
  muteMember(input: MemberCommand & { readonly until?: string }): Promise<CommandReceipt>;
  banMember(input: MemberCommand): Promise<CommandReceipt>;
  unbanMember(input: MemberCommand): Promise<CommandReceipt>;
  setModerationPolicy(input: ConversationCommand & Policy): Promise<CommandReceipt>;
  setBlocklist(input: { readonly commandId: string; readonly conversationId?: string; readonly terms: readonly string[] }): Promise<CommandReceipt>;
}

export function scoresOf(review: Review): readonly (readonly [string, number])[] {
  if (review.scores === null) return [];
  try {
    const scores = Object.entries(JSON.parse(review.scores) as Record<string, number>);
    return scores.filter(([, value]) => typeof value === "number").sort(([, a], [, b]) => b - a);
  } catch {
    return [];
  }
}

/** What travels: the shapes of Contracts/schema.graphql, as far as the page uses them. */

/** `body` is JSON text (AWSJSON). */
export type ChatEvent = {
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  readonly senderId: string;
  readonly at: string;
  readonly commandId: string;
  readonly body: string;
};

export type Frame = {
  readonly conversationId: string;
  readonly fromSeq: number;
  readonly seq: number;
  readonly events: readonly ChatEvent[];
  readonly audience?: readonly string[] | null;
  /** Then there are no events. */
  readonly signal?: Signal | null;
};

/** What a member does just now. Nothing is recorded of it. */
export type Signal = { readonly userId: string; readonly kind: "Typing" | "StoppedTyping" | "Present" | "Away" };

export type ConversationKind = "Direct" | "Group" | "Channel";
export type MemberRole = "Member" | "Owner";

export type Message = {
  readonly conversationId: string;
  readonly seq: number;
  readonly messageId: string;
  readonly senderId: string;
  readonly at: string;
  /** Null once deleted or removed. */
  readonly text: string | null;
  readonly replyTo: number | null;
  readonly editedAt: string | null;
  readonly deleted: boolean;
  /** Seq of the event that gave it its text: what reports, reviews and appeals are about. */
  readonly versionSeq: number;
  /** Null: shown to everybody. Held: it waits for approval, and only its author sees the text. */
  readonly status: "Held" | "Removed" | null;
  /** For its author: why it was removed. */
  readonly reason: ReasonClass | null;
  readonly mentions: readonly string[] | null;
};

export type ReasonClass =
  | "Blocklist" | "Link" | "Flood" | "Repeat" | "Profanity" | "Hate" | "Insult" | "Harassment" | "Sexual" | "Violence" | "Graphic"
  | "PersonalData" | "Reported" | "Unchecked" | "Other";

export type Verdict = "Approved" | "Removed";

export type Conversation = {
  readonly conversationId: string;
  readonly kind: ConversationKind;
  readonly title: string | null;
  readonly createdAt: string;
  readonly memberCount: number;
  /** Null in conversations of more than 20 members. */
  readonly memberNames: readonly Profile[] | null;
  readonly seq: number;
  readonly lastMessage: Message | null;
};

export type InboxEntry = {
  readonly conversation: Conversation;
  readonly readSeq: number;
  /** Messages of others after `readSeq`; there may be more before those. */
  readonly unread: number;
  readonly unreadOrMore: boolean;
  readonly unreadMentions: number;
};

/** Answers, the oldest first. */
export type ThreadPage = { readonly root: Message | null; readonly items: readonly Message[]; readonly nextToken: string | null };

export type Profile = { readonly userId: string; readonly name: string };

export type Member = Profile & { readonly role: MemberRole; readonly addedAt: string };

export type MessagePage = {
  /** Newest first. */
  readonly items: readonly Message[];
  readonly seq: number;
  readonly nextToken: string | null;
};

export type SyncResult = {
  readonly status: "recovered" | "reset";
  readonly events: readonly ChatEvent[];
  readonly seq: number;
  readonly headSeq: number;
  readonly more: boolean;
};

export type CommandReceipt = {
  readonly conversationId: string;
  readonly commandId: string;
  /** Null: everything was already as the command wants it. */
  readonly seq: number | null;
  readonly at: string | null;
};

/** A frame names its audience up to this many members (Contracts/Limits.cs, AudienceMembers); beyond it a room needs a subscription of its own. */
export const audienceMembers = 20;

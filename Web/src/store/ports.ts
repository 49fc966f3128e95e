import type { CommandReceipt, Conversation, InboxEntry, Member, MessagePage, Profile, ReasonClass, SyncResult, ThreadPage } from "./model";

export type Page<T> = { readonly items: readonly T[]; readonly nextToken: string | null };

/** Sent again with the same `commandId` and `afterSeq`, a command is recognised as the same one. */
export type SendMessage = {
  readonly commandId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly replyTo?: number;
  readonly mentions?: readonly string[];
  readonly afterSeq: number;
};

export type EditMessage = {
  readonly commandId: string;
  readonly conversationId: string;
  readonly messageSeq: number;
  readonly text: string;
  readonly afterSeq: number;
};

export type DeleteMessage = Omit<EditMessage, "text">;

export type CreateConversation = {
  readonly commandId: string;
  readonly kind: "Direct" | "Group";
  readonly title?: string;
  readonly memberIds: readonly string[];
};

export type ConversationCommand = { readonly commandId: string; readonly conversationId: string };

export type ChangeMember = ConversationCommand & { readonly userId: string };

export type MarkRead = ConversationCommand & { readonly seq: number };

/** `conversationId`: what one looks at. */
export type SetPresence = { readonly conversationId?: string; readonly present: boolean };

/** About the version one saw. */
export type AppealVerdict = ConversationCommand & { readonly messageSeq: number; readonly versionSeq: number; readonly note?: string };

export type FlagMessage = AppealVerdict & { readonly reason: ReasonClass };

/** Everything the store asks of the API; every rejection is a `Problem`. */
export interface ChatApi {
  me(): Promise<Profile>;
  user(name: string): Promise<Profile>;
  inbox(nextToken?: string): Promise<Page<InboxEntry>>;
  conversation(conversationId: string): Promise<Conversation>;
  messages(conversationId: string, nextToken?: string): Promise<MessagePage>;
  thread(conversationId: string, messageSeq: number, nextToken?: string): Promise<ThreadPage>;
  members(conversationId: string, nextToken?: string): Promise<Page<Member>>;
  sync(conversationId: string, afterSeq: number, limit?: number): Promise<SyncResult>;
  createConversation(input: CreateConversation): Promise<CommandReceipt>;
  addMember(input: ChangeMember): Promise<CommandReceipt>;
  removeMember(input: ChangeMember): Promise<CommandReceipt>;
  sendMessage(input: SendMessage): Promise<CommandReceipt>;
  editMessage(input: EditMessage): Promise<CommandReceipt>;
  deleteMessage(input: DeleteMessage): Promise<CommandReceipt>;
  markRead(input: MarkRead): Promise<CommandReceipt>;
  setPresence(input: SetPresence): Promise<{ readonly until: string | null }>;
  setTyping(conversationId: string, typing: boolean): Promise<unknown>;
  showPresence(conversationId: string, present: boolean): Promise<unknown>;
  flagMessage(input: FlagMessage): Promise<CommandReceipt>;
  appealVerdict(input: AppealVerdict): Promise<CommandReceipt>;
}

/** Time and chance, handed in so that a test decides both. */
export interface Clock {
  now(): number;
  /** 0 ≤ value < 1. */
  random(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** How far each conversation was read on this device. */
export interface ReadMarks {
  get(conversationId: string): number;
  set(conversationId: string, seq: number): void;
}

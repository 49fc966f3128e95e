import { generateClient } from "aws-amplify/api";
import type { CommandReceipt, Conversation, InboxEntry, Member, MessagePage, Profile, SyncResult, ThreadPage } from "../store/model";
import type { LogPage, ModerationApi, Original, Policy, Review } from "../store/moderation";
import type { Notification, NotificationApi, Preferences } from "../store/notifications";
import type { ChatApi, Page } from "../store/ports";
import * as documents from "./documents";
import { problemOf } from "./problems";
import * as workflows from "./workflowDocuments";

/** The API over HTTP. A request without an answer for so long counts as unreachable; the retry carries the same command id. */
const answerWithinMs = 15_000;

export class GraphQLApi implements ChatApi, NotificationApi, ModerationApi {
  readonly #client = generateClient();

  me = () => this.#ask<Profile>("me", documents.me, {});
  user = (name: string) => this.#ask<Profile>("user", documents.user, { name });
  inbox = (nextToken?: string) => this.#ask<Page<InboxEntry>>("inbox", documents.inbox, { nextToken });
  conversation = (conversationId: string) =>
    this.#ask<Conversation>("conversation", documents.oneConversation, { conversationId });
  messages = (conversationId: string, nextToken?: string) =>
    this.#ask<MessagePage>("messages", documents.messages, { conversationId, nextToken });
  thread = (conversationId: string, messageSeq: number, nextToken?: string) =>
    this.#ask<ThreadPage>("thread", documents.thread, { conversationId, messageSeq, nextToken });
  members = (conversationId: string, nextToken?: string) =>
    this.#ask<Page<Member>>("members", documents.members, { conversationId, nextToken });
  sync = (conversationId: string, afterSeq: number, limit?: number) =>
    this.#ask<SyncResult>("sync", documents.sync, { conversationId, afterSeq, limit });

  createConversation = this.#command("createConversation", documents.createConversation);
  addMember = this.#command("addMember", documents.addMember);
  removeMember = this.#command("removeMember", documents.removeMember);
  sendMessage = this.#command("sendMessage", documents.sendMessage);
  editMessage = this.#command("editMessage", documents.editMessage);
  deleteMessage = this.#command("deleteMessage", documents.deleteMessage);

  markRead = this.#command("markRead", documents.markRead);
  setPresence = (input: object) => this.#ask<{ until: string | null }>("setPresence", documents.setPresence, { input });
  setTyping = (conversationId: string, typing: boolean) => this.#ask<unknown>("setTyping", documents.setTyping, { conversationId, typing });
  showPresence = (conversationId: string, present: boolean) =>
    this.#ask<unknown>("showPresence", documents.showPresence, { conversationId, present });
  flagMessage = this.#command("flagMessage", documents.flagMessage);
  appealVerdict = this.#command("appealVerdict", documents.appealVerdict);

  notifications = (nextToken?: string) => this.#ask<Page<Notification>>("notifications", workflows.notifications, { nextToken });
  notificationPreferences = () => this.#ask<Preferences>("notificationPreferences", workflows.notificationPreferences, {});
  setNotificationPreferences = this.#command("setNotificationPreferences", workflows.setNotificationPreferences);

  moderationPolicy = (conversationId: string) => this.#ask<Policy>("moderationPolicy", workflows.moderationPolicy, { conversationId });
  blocklist = (conversationId?: string) => this.#ask<{ terms: string[] }>("blocklist", workflows.blocklist, { conversationId });
  moderationQueue = (conversationId?: string, nextToken?: string) =>
    this.#ask<Page<Review>>("moderationQueue", workflows.moderationQueue, { conversationId, nextToken });
  moderationLog = (conversationId: string, afterSeq: number) =>
    this.#ask<LogPage>("moderationLog", workflows.moderationLog, { conversationId, afterSeq });
  reviewMessage = this.#command("reviewMessage", workflows.reviewMessage);
  viewOriginal = (input: object) => this.#ask<Original>("viewOriginal", workflows.viewOriginal, { input });
  muteMember = this.#command("muteMember", workflows.muteMember);
  banMember = this.#command("banMember", workflows.banMember);
  unbanMember = this.#command("unbanMember", workflows.unbanMember);
  setModerationPolicy = this.#command("setModerationPolicy", workflows.setModerationPolicy);
  setBlocklist = this.#command("setBlocklist", workflows.setBlocklist);

  #command(field: string, query: string) {
    return (input: object) => this.#ask<CommandReceipt>(field, query, { input });
  }

  async #ask<T>(field: string, query: string, variables: Record<string, unknown>): Promise<T> {
    const request = this.#client.graphql({ query, variables }) as Promise<{ data?: Record<string, unknown> }>;
    const overdue = setTimeout(() => this.#client.cancel(request, "No answer in time."), answerWithinMs);
    try {
      const answer = await request;
      return answer.data?.[field] as T;
    } catch (rejection) {
      throw problemOf(rejection);
    } finally {
      clearTimeout(overdue);
    }
  }
}

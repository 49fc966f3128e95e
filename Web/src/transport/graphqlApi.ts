import { generateClient } from "aws-amplify/api";
import type { CommandReceipt, Conversation, Member, MessagePage, Profile, SyncResult } from "../store/model";
import type { ChatApi, Page } from "../store/ports";
import * as documents from "./documents";
import { problemOf } from "./problems";

/** The API over HTTP. A request without an answer for so long counts as unreachable; the retry carries the same command id. */
const answerWithinMs = 15_000;

export class GraphQLApi implements ChatApi {
  readonly #client = generateClient();

  me = () => this.#ask<Profile>("me", documents.me, {});
  user = (name: string) => this.#ask<Profile>("user", documents.user, { name });
  conversations = (nextToken?: string) =>
    this.#ask<Page<Conversation>>("conversations", documents.conversations, { nextToken });
  conversation = (conversationId: string) =>
    this.#ask<Conversation>("conversation", documents.oneConversation, { conversationId });
  messages = (conversationId: string, nextToken?: string) =>
    this.#ask<MessagePage>("messages", documents.messages, { conversationId, nextToken });
  members = (conversationId: string, nextToken?: string) =>
    this.#ask<Page<Member>>("members", documents.members, { conversationId, nextToken });
  sync = (conversationId: string, afterSeq: number) =>
    this.#ask<SyncResult>("sync", documents.sync, { conversationId, afterSeq });

  createConversation = this.#command("createConversation", documents.createConversation);
  addMember = this.#command("addMember", documents.addMember);
  removeMember = this.#command("removeMember", documents.removeMember);
  sendMessage = this.#command("sendMessage", documents.sendMessage);
  editMessage = this.#command("editMessage", documents.editMessage);
  deleteMessage = this.#command("deleteMessage", documents.deleteMessage);

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

/** The page's operations on Contracts/schema.graphql. */

const message = "conversationId seq messageId senderId at text replyTo editedAt deleted versionSeq status reason mentions";
const event = "seq type version senderId at commandId body";
const conversation = `conversationId kind title createdAt memberCount memberNames { userId name } seq lastMessage { ${message} }`;
const receipt = "conversationId commandId seq at";
const frame = `conversationId fromSeq seq events { ${event} } audience`;

export const me = "query Me { me { userId name } }";
export const user = "query User($name: String!) { user(name: $name) { userId name } }";

export const conversations = `query Conversations($nextToken: String) {
  conversations(limit: 100, nextToken: $nextToken) { items { ${conversation} } nextToken }
}`;
export const oneConversation = `query Conversation($conversationId: ID!) {
  conversation(conversationId: $conversationId) { ${conversation} }
}`;
export const messages = `query Messages($conversationId: ID!, $nextToken: String) {
  messages(conversationId: $conversationId, limit: 50, nextToken: $nextToken) { items { ${message} } seq nextToken }
}`;
export const members = `query Members($conversationId: ID!, $nextToken: String) {
  members(conversationId: $conversationId, limit: 100, nextToken: $nextToken) { items { userId name role addedAt } nextToken }
}`;
export const sync = `query Sync($conversationId: ID!, $afterSeq: Int!, $limit: Int) {
  sync(conversationId: $conversationId, afterSeq: $afterSeq, limit: $limit) { status events { ${event} } seq headSeq more }
}`;

export const command = (field: string, input: string) =>
  `mutation Command($input: ${input}!) { ${field}(input: $input) { ${receipt} } }`;

export const createConversation = command("createConversation", "CreateConversationInput");
export const addMember = command("addMember", "AddMemberInput");
export const removeMember = command("removeMember", "RemoveMemberInput");
export const sendMessage = command("sendMessage", "SendMessageInput");
export const editMessage = command("editMessage", "EditMessageInput");
export const deleteMessage = command("deleteMessage", "DeleteMessageInput");

export const markRead = command("markRead", "MarkReadInput");
export const setPresence = "mutation Command($input: SetPresenceInput!) { setPresence(input: $input) { until } }";
export const flagMessage = command("flagMessage", "FlagMessageInput");
export const appealVerdict = command("appealVerdict", "AppealVerdictInput");

export const onMyConversations = `subscription OnMyConversations { onMyConversations { ${frame} } }`;
export const onConversation = `subscription OnConversation($conversationId: ID!) {
  onConversation(conversationId: $conversationId) { ${frame} }
}`;

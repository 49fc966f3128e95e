/** The page's operations on Contracts/schema.graphql. */

const message = "conversationId seq messageId senderId at text replyTo editedAt deleted versionSeq status reason mentions";
const event = "seq type version senderId at commandId body";
const conversation = `conversationId kind title createdAt memberCount memberNames { userId name } seq lastMessage { ${message} }`;
const receipt = "conversationId commandId seq at";
const frame = `conversationId fromSeq seq events { ${event} } audience signal { userId kind at }`;

export const me = "query Me { me { userId name } }";
export const user = "query User($name: String!) { user(name: $name) { userId name } }";

export const inbox = `query Inbox($nextToken: String) {
  inbox(nextToken: $nextToken) { items { conversation { ${conversation} } readSeq unread unreadOrMore unreadMentions } nextToken }
}`;
export const oneConversation = `query Conversation($conversationId: ID!) {
  conversation(conversationId: $conversationId) { ${conversation} }
}`;
export const messages = `query Messages($conversationId: ID!, $nextToken: String) {
  messages(conversationId: $conversationId, limit: 50, nextToken: $nextToken) { items { ${message} } seq nextToken }
}`;
export const thread = `query Thread($conversationId: ID!, $messageSeq: Int!, $nextToken: String) {
  thread(conversationId: $conversationId, messageSeq: $messageSeq, limit: 100, nextToken: $nextToken) { root { ${message} } items { ${message} } nextToken }
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
export const setTyping = `mutation SetTyping($conversationId: ID!, $typing: Boolean!) {
  setTyping(conversationId: $conversationId, typing: $typing) { ${frame} }
}`;
export const showPresence = `mutation ShowPresence($conversationId: ID!, $present: Boolean!) {
  showPresence(conversationId: $conversationId, present: $present) { ${frame} }
}`;
export const flagMessage = command("flagMessage", "FlagMessageInput");
export const appealVerdict = command("appealVerdict", "AppealVerdictInput");

export const onMyConversations = `subscription OnMyConversations { onMyConversations { ${frame} } }`;
export const onConversation = `subscription OnConversation($conversationId: ID!) {
  onConversation(conversationId: $conversationId) { ${frame} }
}`;

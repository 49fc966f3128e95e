import { command } from "./documents";

/** The operations around notifications and moderation. */

const notification = "userId seq at kind conversationId messageSeq count fromId";
const policy = `mode thresholds { label review remove } pii links allowedDomains floodMessages repeats outage reviewers reviewMinutes onDeadline`;
const review = "conversationId messageSeq versionSeq authorId authorName conversationTitle round cause reason openedAt deadline needed reviewedBy scores";

export const notifications = `query Notifications($nextToken: String) {
  notifications(limit: 30, nextToken: $nextToken) { items { ${notification} } nextToken }
}`;
export const notificationPreferences = `query NotificationPreferences {
  notificationPreferences {
    level conversations { conversationId level mutedUntil } timeZone quietFrom quietTo email digestAt pushTarget webhookUrl webhookSecret snoozedUntil
  }
}`;
export const setNotificationPreferences = command("setNotificationPreferences", "SetNotificationPreferencesInput");

export const moderationPolicy = `query ModerationPolicy($conversationId: ID!) {
  moderationPolicy(conversationId: $conversationId) { ${policy} }
}`;
export const blocklist = "query Blocklist($conversationId: ID) { blocklist(conversationId: $conversationId) { terms } }";
export const moderationQueue = `query ModerationQueue($conversationId: ID, $nextToken: String) {
  moderationQueue(conversationId: $conversationId, limit: 50, nextToken: $nextToken) { items { ${review} } nextToken }
}`;
export const moderationLog = `query ModerationLog($conversationId: ID!, $afterSeq: Int!) {
  moderationLog(conversationId: $conversationId, afterSeq: $afterSeq) {
    events { seq type version senderId at commandId body } seq more
  }
}`;
export const reviewMessage = command("reviewMessage", "ReviewMessageInput");
export const viewOriginal = `mutation Command($input: ViewOriginalInput!) {
  viewOriginal(input: $input) { conversationId messageSeq versionSeq authorId text }
}`;
export const muteMember = command("muteMember", "MuteMemberInput");
export const banMember = command("banMember", "BanMemberInput");
export const unbanMember = command("unbanMember", "BanMemberInput");
export const setModerationPolicy = command("setModerationPolicy", "SetModerationPolicyInput");
export const setBlocklist = command("setBlocklist", "SetBlocklistInput");

export const onMyNotifications = `subscription OnMyNotifications { onMyNotifications { ${notification} } }`;
export const onModeration = `subscription OnModeration($conversationId: ID) {
  onModeration(conversationId: $conversationId) { conversationId seq type }
}`;

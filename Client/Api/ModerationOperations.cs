namespace EventChat.Client;

/// <summary>The documents around moderation, notifications and analytics.</summary>
internal static partial class Operations
{
    private const string NotificationFields = "userId seq at kind conversationId messageSeq count fromId";
    private const string PolicyFields =
        "mode thresholds { label review remove } pii links allowedDomains floodMessages repeats outage reviewers reviewMinutes onDeadline";
    private const string ReviewFields =
        "conversationId messageSeq versionSeq authorId authorName conversationTitle round cause reason openedAt deadline needed reviewedBy scores";
    private const string PreferenceFields =
        "level conversations { conversationId level mutedUntil } timeZone quietFrom quietTo email digestAt pushTarget webhookUrl webhookSecret snoozedUntil";

    public const string Notifications =
        $"query Notifications($limit: Int, $nextToken: String) {{ notifications(limit: $limit, nextToken: $nextToken) {{ items {{ {NotificationFields} }} nextToken }} }}";
    public const string NotificationPreferences = $"query NotificationPreferences {{ notificationPreferences {{ {PreferenceFields} }} }}";
    public const string ModerationPolicy =
        $"query ModerationPolicy($conversationId: ID!) {{ moderationPolicy(conversationId: $conversationId) {{ {PolicyFields} }} }}";
    public const string Blocklist = "query Blocklist($conversationId: ID) { blocklist(conversationId: $conversationId) { terms } }";
    public const string ModerationQueue =
        $"query ModerationQueue($conversationId: ID, $limit: Int, $nextToken: String) {{ moderationQueue(conversationId: $conversationId, limit: $limit, nextToken: $nextToken) {{ items {{ {ReviewFields} }} nextToken }} }}";
    public const string ModerationLog =
        $"query ModerationLog($conversationId: ID!, $afterSeq: Int!, $limit: Int) {{ moderationLog(conversationId: $conversationId, afterSeq: $afterSeq, limit: $limit) {{ events {{ {EventFields} }} seq more }} }}";
    public const string ConversationAnalytics =
        "query ConversationAnalytics($conversationId: ID!) { conversationAnalytics(conversationId: $conversationId) { messages languages { word count } sentiments { word count } firstResponseSeconds meanResponseSeconds responses } }";

    public const string MarkRead = $"mutation MarkRead($input: MarkReadInput!) {{ markRead(input: $input) {{ {ReceiptFields} }} }}";
    public const string SetPresence = "mutation SetPresence($input: SetPresenceInput!) { setPresence(input: $input) { until } }";
    public const string SetNotificationPreferences =
        $"mutation SetNotificationPreferences($input: SetNotificationPreferencesInput!) {{ setNotificationPreferences(input: $input) {{ {ReceiptFields} }} }}";
    public const string FlagMessage = $"mutation FlagMessage($input: FlagMessageInput!) {{ flagMessage(input: $input) {{ {ReceiptFields} }} }}";
    public const string AppealVerdict = $"mutation AppealVerdict($input: AppealVerdictInput!) {{ appealVerdict(input: $input) {{ {ReceiptFields} }} }}";
    public const string ReviewMessage = $"mutation ReviewMessage($input: ReviewMessageInput!) {{ reviewMessage(input: $input) {{ {ReceiptFields} }} }}";
    public const string ViewOriginal =
        "mutation ViewOriginal($input: ViewOriginalInput!) { viewOriginal(input: $input) { conversationId messageSeq versionSeq authorId text } }";
    public const string MuteMember = $"mutation MuteMember($input: MuteMemberInput!) {{ muteMember(input: $input) {{ {ReceiptFields} }} }}";
    public const string BanMember = $"mutation BanMember($input: BanMemberInput!) {{ banMember(input: $input) {{ {ReceiptFields} }} }}";
    public const string UnbanMember = $"mutation UnbanMember($input: BanMemberInput!) {{ unbanMember(input: $input) {{ {ReceiptFields} }} }}";
    public const string SetModerationPolicy =
        $"mutation SetModerationPolicy($input: SetModerationPolicyInput!) {{ setModerationPolicy(input: $input) {{ {ReceiptFields} }} }}";
    public const string SetBlocklist = $"mutation SetBlocklist($input: SetBlocklistInput!) {{ setBlocklist(input: $input) {{ {ReceiptFields} }} }}";

    public const string OnMyNotifications = $"subscription OnMyNotifications {{ onMyNotifications {{ {NotificationFields} }} }}";
    public const string OnModeration =
        "subscription OnModeration($conversationId: ID) { onModeration(conversationId: $conversationId) { conversationId seq type messageSeq versionSeq } }";
}

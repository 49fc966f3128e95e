namespace EventChat.Contracts;

/// <summary>Environment variables: written by the infrastructure, read by each project's <c>Settings</c>.</summary>
public static class EnvironmentNames
{
    public const string EventsTable = "EVENTS_TABLE";
    public const string StateTable = "STATE_TABLE";
    public const string ViewsTable = "VIEWS_TABLE";
    /// <summary>Table of the users' data keys.</summary>
    public const string KeysTable = "KEYS_TABLE";
    /// <summary>ARN of the KMS key that wraps the users' data keys.</summary>
    public const string TextKey = "TEXT_KEY";
    public const string GraphQLUrl = "GRAPHQL_URL";
    /// <summary>ARN of the Express state machine that moderates.</summary>
    public const string ModerationMachine = "MODERATION_STATE_MACHINE";
    /// <summary>ARN of the Standard state machine that waits for moderators.</summary>
    public const string ReviewMachine = "REVIEW_STATE_MACHINE";
    /// <summary>ARN of the Express state machine that tells users.</summary>
    public const string NotificationMachine = "NOTIFICATION_STATE_MACHINE";
    /// <summary>ARN of the Express state machine that analyses.</summary>
    public const string AnalyticsMachine = "ANALYTICS_STATE_MACHINE";
    /// <summary>ARN of the Standard state machine that rebuilds and checks read models.</summary>
    public const string RebuildMachine = "REBUILD_STATE_MACHINE";
    /// <summary>ARN of the Standard state machine that forgets users.</summary>
    public const string ErasureMachine = "ERASURE_STATE_MACHINE";
    /// <summary>URL of the queue in which a message waits out the grace period before its readers are told.</summary>
    public const string NotifyQueue = "NOTIFY_QUEUE_URL";
    /// <summary>URL of the queue of logs that the background lane brings level.</summary>
    public const string BackgroundQueue = "BACKGROUND_QUEUE_URL";
    /// <summary>Name of the bus that integration events are put on.</summary>
    public const string EventBus = "EVENT_BUS";
    /// <summary><c>true</c>: integration events carry the text of messages that members are shown. Otherwise ids and facts only.</summary>
    public const string IntegrationBodies = "INTEGRATION_BODIES";
    /// <summary>Share of messages, 0 to 1, whose language Comprehend is asked for.</summary>
    public const string LanguageRate = "LANGUAGE_RATE";
    /// <summary>Share of messages, 0 to 1, whose sentiment Comprehend is asked for.</summary>
    public const string SentimentRate = "SENTIMENT_RATE";
    /// <summary>Where the page is served: what links in mails begin with.</summary>
    public const string PageUrl = "PAGE_URL";
    /// <summary>Networks besides the public internet that webhooks may lead to, in CIDR notation, separated by commas; empty: none.</summary>
    public const string WebhookAllowedNetworks = "WEBHOOK_ALLOWED_NETWORKS";
    /// <summary>Certificate (PEM) of an authority that webhooks' targets may be signed by, besides the system's; empty: none.</summary>
    public const string WebhookTrustedAuthority = "WEBHOOK_TRUSTED_AUTHORITY";
    /// <summary>Value of the dimension <see cref="MetricNames.Stack"/>; absent: nothing is measured.</summary>
    public const string MetricsStack = "METRICS_STACK";
}

/// <summary>The functions' handler names: what the infrastructure sets as <c>handler</c> and the executable looks up in <c>_HANDLER</c>.</summary>
public static class FunctionNames
{
    public const string Commands = "commands";
    public const string Registration = "registration";
    public const string Projector = "projector";
    /// <summary>On the queue of logs with news: the read models that may be seconds late.</summary>
    public const string Background = "background";
    /// <summary>Opens the sealed texts of a page of the log.</summary>
    public const string Reveal = "reveal";
    /// <summary>On the log's stream: hands committed events to workflows and to the bus.</summary>
    public const string Router = "router";
    /// <summary>On the queue of failed workflow executions: starts them again.</summary>
    public const string Restart = "restart";
    /// <summary>On the grace queue: starts the notification of what is still unread.</summary>
    public const string Notifier = "notifier";
    /// <summary>The tasks of the moderation and review workflows.</summary>
    public const string Moderation = "moderation";
    /// <summary>The tasks of the notification workflow, and the digest.</summary>
    public const string Notification = "notification";
    /// <summary>The tasks of the analytics workflow.</summary>
    public const string Analytics = "analytics";
    /// <summary>The tasks of the erasure workflow that write the log.</summary>
    public const string Erasure = "erasure";
    /// <summary>What is kept of a user, for the user.</summary>
    public const string Personal = "personal";
    /// <summary>The tasks of the rebuild workflow.</summary>
    public const string Rebuild = "rebuild";
    /// <summary>What operators ask for through the API.</summary>
    public const string Operations = "operations";
}

/// <summary>Groups of the user pool, as the token's <c>cognito:groups</c> names them.</summary>
public static class GroupNames
{
    /// <summary>May moderate every conversation. Owners moderate their own.</summary>
    public const string Moderators = "moderators";
    /// <summary>May look after the read models: see, rebuild and replay them; may forget users, and keep them from being forgotten.</summary>
    public const string Operators = "operators";
}

/// <summary>Tokens in <c>Pipeline/workflows/*.asl.json</c>, replaced by what the stack makes.</summary>
public static class WorkflowTokens
{
    public const string ModerationFunction = "__MODERATION_FUNCTION__";
    public const string NotificationFunction = "__NOTIFICATION_FUNCTION__";
    public const string AnalyticsFunction = "__ANALYTICS_FUNCTION__";
    public const string RebuildFunction = "__REBUILD_FUNCTION__";
    public const string ErasureFunction = "__ERASURE_FUNCTION__";
    public const string ReviewMachine = "__REVIEW_MACHINE__";
    public const string NotifyQueue = "__NOTIFY_QUEUE__";
    /// <summary>Failed executions wait here to be started again.</summary>
    public const string RetryQueue = "__RETRY_QUEUE__";
    /// <summary>What was given up: a person looks.</summary>
    public const string FailureQueue = "__FAILURE_QUEUE__";
    /// <summary>Address that mails come from.</summary>
    public const string MailFrom = "__MAIL_FROM__";
}

/// <summary>Integration events on the bus.</summary>
public static class IntegrationEvents
{
    public const string Source = "eventchat";
}

/// <summary>Attribute names of the event table. Short, because DynamoDB bills each name with each item.</summary>
public static class SegmentAttributes
{
    /// <summary>Partition key (S): the log.</summary>
    public const string Log = "pk";
    /// <summary>Sort key (N): seq of the segment's first event.</summary>
    public const string Start = "s";
    /// <summary>N: events in the segment.</summary>
    public const string Count = "n";
    /// <summary>N: bytes of the segment's events and ids, as DynamoDB counts them.</summary>
    public const string Bytes = "b";
    /// <summary>N: events in the last write.</summary>
    public const string LastWrite = "a";
    /// <summary>L of B: the 16-byte command ids, one per write.</summary>
    public const string Commands = "k";
    /// <summary>L of M: the events.</summary>
    public const string Events = "e";
}

/// <summary>Attribute names of one event within a segment.</summary>
public static class EventAttributes
{
    /// <summary>S: stored event name.</summary>
    public const string Type = "t";
    /// <summary>N: schema version.</summary>
    public const string Version = "v";
    /// <summary>S: sender.</summary>
    public const string Sender = "u";
    /// <summary>N: server time, milliseconds since 1970.</summary>
    public const string At = "m";
    /// <summary>S: the command that caused it, a UUID.</summary>
    public const string Causation = "c";
    /// <summary>N: membership version.</summary>
    public const string GroupVersion = "g";
    /// <summary>S: the body as JSON, less what is sealed.</summary>
    public const string Body = "d";
    /// <summary>B: what people wrote, sealed with its owner's key. Absent: nothing is sealed.</summary>
    public const string Sealed = "x";
    /// <summary>S: the owner of what is sealed, if it is not the sender.</summary>
    public const string Owner = "o";
}

/// <summary>The keys table: <c>pk</c> (S) = the user's log.</summary>
public static class KeyAttributes
{
    public const string Pk = "pk";
    /// <summary>B: the data key as KMS wrapped it. Gone for ever once the user is forgotten.</summary>
    public const string Wrapped = "w";
    /// <summary>N: made at, milliseconds since 1970.</summary>
    public const string CreatedAt = "at";
    /// <summary>N: destroyed at, milliseconds since 1970. No key is ever made again.</summary>
    public const string Destroyed = "gone";
}

/// <summary>What stands in place of what was erased.</summary>
public static class Forgotten
{
    public const string Name = "Deleted user";
}

/// <summary>
/// Keys of the state table: what a command must check, written in one transaction with the event that says so.
/// <c>pk</c> (S), <c>sk</c> (S).
/// </summary>
public static class StateKeys
{
    public const string Pk = "pk";
    public const string Sk = "sk";
    /// <summary>The conversation (<c>pk</c> = its log) or the user (<c>pk</c> = the user's log).</summary>
    public const string Self = "#";
    /// <summary>A member of the conversation: <c>m#&lt;sub&gt;</c>.</summary>
    public const string MemberPrefix = "m#";
    /// <summary>
    /// A version whose text is handed out no more: <c>x#&lt;seq, 10 digits&gt;</c>. With <see cref="Removed"/> it is one that moderation removed; without, the
    /// message of that seq is deleted, in all its versions.
    /// </summary>
    public const string DeletedPrefix = "x#";
    /// <summary>S on an <c>x#</c> item: the <see cref="ReasonClass"/> moderation removed it for.</summary>
    public const string Removed = "rm";
    /// <summary>A banned user: <c>b#&lt;sub&gt;</c>.</summary>
    public const string BannedPrefix = "b#";
    /// <summary>A version's moderation case: <c>v#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string CasePrefix = "v#";
    /// <summary>The blocklist, of a conversation (<c>pk</c> = its log) or of all (<c>pk</c> = the global moderation log).</summary>
    public const string Blocklist = "blocklist";
    /// <summary>The notification preferences of a user (<c>pk</c> = the user's log).</summary>
    public const string Preferences = "preferences";
    /// <summary>Until when a user is at the keyboard, and where. Not an event; expires.</summary>
    public const string Presence = "presence";
    /// <summary>What a user was last told of a conversation: <c>n#&lt;conversationId&gt;</c>.</summary>
    public const string ToldPrefix = "n#";
    /// <summary>A notification that is not on all its channels yet: <c>d#&lt;conversationId or digest&gt;#&lt;seq, 10 digits, or due&gt;</c> (<c>pk</c> = the user's log).</summary>
    public const string UndeliveredPrefix = "d#";
    /// <summary>Who waits for whose answer in a conversation (<c>pk</c> = its analytics log).</summary>
    public const string Responses = "responses";
    /// <summary>A message that Comprehend was asked about for analytics: <c>an#&lt;seq, 10 digits&gt;</c> (<c>pk</c> = the analytics log).</summary>
    public const string AnalyzedPrefix = "an#";
    /// <summary>Seq up to which the router handed a log's events on (<c>pk</c> = the log).</summary>
    public const string Routed = "routed";
    /// <summary>Partition of Comprehend's answers by content: <c>pk</c> = <c>seen#&lt;SHA-256&gt;</c>, <c>sk</c> = <see cref="Self"/>. Expires.</summary>
    public const string SeenPrefix = "seen#";
    /// <summary>Partition of the one item that says how far an import of the log is: <c>sk</c> = <see cref="Self"/>.</summary>
    public const string Import = "import";
    /// <summary>How far the forgetting of a user is (<c>pk</c> = the user's log).</summary>
    public const string Erasure = "erasure";
    /// <summary>When the user last took all that is kept of them (<c>pk</c> = the user's log).</summary>
    public const string Exported = "exported";
    /// <summary>Partition of legal holds: <c>sk</c> = the user's log.</summary>
    public const string Holds = "holds";
    /// <summary>BOOL on a user: forgotten. The item stays, so that nobody registers as that user again.</summary>
    public const string Forgotten = "forgotten";
    /// <summary>S: a document's JSON. <see cref="DocumentVersion"/> N: its version.</summary>
    public const string Document = "d";
    public const string DocumentVersion = "ver";
    /// <summary>Partition of due digests: <c>sk</c> = <c>&lt;ISO 8601 UTC&gt;#&lt;sub&gt;</c>.</summary>
    public const string Digest = "digest";
    /// <summary>N: seconds since 1970 after which DynamoDB may drop the item.</summary>
    public const string Ttl = "ttl";
    /// <summary>Partition of the read models' aliases: <c>sk</c> = projection, <c>g</c> = the generation that is read.</summary>
    public const string Alias = "alias";
    public const string Generation = "g";
    /// <summary>N on an alias: the generation that a rebuild fills; the live feed writes it, too.</summary>
    public const string Building = "building";
    /// <summary>N on an alias: the generation served before; the live feed goes on writing it, so a rollback is one write.</summary>
    public const string Kept = "kept";
    /// <summary>A user name in lower case, taken: <c>pk</c> = <c>name#…</c>.</summary>
    public const string NamePrefix = "name#";

    public static string Member(UserId user) => MemberPrefix + user.Value;
    public static string Deleted(long seq) => $"{DeletedPrefix}{seq:D10}";
    public static string Case(long versionSeq) => $"{CasePrefix}{versionSeq:D10}";
    public static string Analyzed(long messageSeq) => $"{AnalyzedPrefix}{messageSeq:D10}";
    public static string Banned(UserId user) => BannedPrefix + user.Value;
    public static string Told(ConversationId conversation) => ToldPrefix + conversation.Value;
}

/// <summary>Keys of the views table: <c>pk</c> (S) = <c>&lt;projection&gt;@&lt;generation&gt;|&lt;partition&gt;</c>, <c>sk</c> (S).</summary>
public static class ViewKeys
{
    public const string ConversationProjection = "conversation";
    public const string UsersProjection = "users";
    public const string ModerationProjection = "moderation";
    public const string NotificationsProjection = "notifications";
    public const string AnalyticsProjection = "analytics";
    public const string InboxProjection = "inbox";
    public const string ThreadsProjection = "threads";
    public const string AuditProjection = "audit";
    public const string DaysProjection = "days";
    public const string SearchProjection = "search";
    /// <summary>A word in messages: <c>w#&lt;word&gt;#&lt;seq / <see cref="WordMessages"/>, 8 digits&gt;</c>.</summary>
    public const string WordPrefix = "w#";
    /// <summary>What a message is found by: <c>x#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string IndexedPrefix = "x#";
    /// <summary>Seqs that a word's row stands for: with every one of them it is below 1 KB, one write unit.</summary>
    public const int WordMessages = 256;
    /// <summary>The conversation's head, which is also the projection's checkpoint of that log.</summary>
    public const string Head = "head";
    /// <summary>Partition of a generation's parked logs: <c>sk</c> = the log. Written and removed with the mark on its head.</summary>
    public const string Parked = "parked";
    /// <summary>A message: <c>m#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string MessagePrefix = "m#";
    /// <summary>A member: <c>u#&lt;sub&gt;</c>; a membership, in a user's partition of the inbox: <c>c#&lt;conversationId&gt;</c>.</summary>
    public const string MemberPrefix = "u#";

    /// <summary>A thread: <c>t#&lt;seq of its first message, 10 digits&gt;</c>.</summary>
    public const string ThreadPrefix = "t#";
    /// <summary>A reply in a thread: <c>r#&lt;seq of its first message&gt;#&lt;seq&gt;</c>, 10 digits each.</summary>
    public const string ReplyPrefix = "r#";

    public static string Thread(long root) => $"{ThreadPrefix}{root:D10}";
    public static string Reply(long root, long seq) => $"{ReplyPrefix}{root:D10}#{seq:D10}";
    public static string Message(long seq) => $"{MessagePrefix}{seq:D10}";
    public static string Word(string word, long seq) => $"{WordPrefix}{word}#{seq / WordMessages:D8}";
    public static string Indexed(long seq) => $"{IndexedPrefix}{seq:D10}";
    public static string Partition(string projection, int generation, string partition) => $"{projection}@{generation}|{partition}";
}

namespace EventChat.Contracts;

/// <summary>Environment variables: written by the infrastructure, read by each project's <c>Settings</c>.</summary>
public static class EnvironmentNames
{
    public const string EventsTable = "EVENTS_TABLE";
    public const string StateTable = "STATE_TABLE";
    public const string ViewsTable = "VIEWS_TABLE";
    public const string GraphQLUrl = "GRAPHQL_URL";
}

/// <summary>The functions' handler names: what the infrastructure sets as <c>handler</c> and the executable looks up in <c>_HANDLER</c>.</summary>
public static class FunctionNames
{
    public const string Commands = "commands";
    public const string Registration = "registration";
    public const string Projector = "projector";
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
    /// <summary>S: the body as JSON.</summary>
    public const string Body = "d";
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
    /// <summary>A deleted message: <c>x#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string DeletedPrefix = "x#";
    /// <summary>Partition of the read models' aliases: <c>sk</c> = projection, <c>g</c> = the generation that is read.</summary>
    public const string Alias = "alias";
    public const string Generation = "g";
    /// <summary>A user name in lower case, taken: <c>pk</c> = <c>name#…</c>.</summary>
    public const string NamePrefix = "name#";

    public static string Member(UserId user) => MemberPrefix + user.Value;
    public static string Deleted(long seq) => $"{DeletedPrefix}{seq:D10}";
}

/// <summary>Keys of the views table: <c>pk</c> (S) = <c>&lt;projection&gt;@&lt;generation&gt;|&lt;partition&gt;</c>, <c>sk</c> (S).</summary>
public static class ViewKeys
{
    public const string ConversationProjection = "conversation";
    public const string UsersProjection = "users";
    /// <summary>The conversation's head, which is also the projection's checkpoint of that log.</summary>
    public const string Head = "head";
    /// <summary>A message: <c>m#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string MessagePrefix = "m#";
    /// <summary>A member: <c>u#&lt;sub&gt;</c>; in a user's partition a membership: <c>c#&lt;conversationId&gt;</c>.</summary>
    public const string MemberPrefix = "u#";

    public static string Message(long seq) => $"{MessagePrefix}{seq:D10}";
    public static string Partition(string projection, int generation, string partition) => $"{projection}@{generation}|{partition}";
}

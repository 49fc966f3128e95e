namespace EventChat.Client;

/// <summary>The documents around the audit trail and the figures by day.</summary>
internal static partial class Operations
{
    private const string AuditFields = "log seq at action actorId actorName conversationId userId userName messageSeq versionSeq facts";
    private const string DayFields =
        "date messages activeUsers edits deletions removals hours responses responseSeconds meanResponseSeconds firstResponseSeconds languages { word count } sentiments { word count } screened toxic labels { word count } flags";

    public const string AnalyticsDays =
        $"query AnalyticsDays($conversationId: ID!, $from: AWSDate!, $to: AWSDate!) {{ analyticsDays(conversationId: $conversationId, from: $from, to: $to) {{ items {{ {DayFields} }} }} }}";
    public const string AuditTrail =
        $"query AuditTrail($conversationId: ID, $from: AWSDateTime, $to: AWSDateTime, $limit: Int, $nextToken: String) {{ auditTrail(conversationId: $conversationId, from: $from, to: $to, limit: $limit, nextToken: $nextToken) {{ items {{ {AuditFields} }} nextToken }} }}";
    public const string AuditTrailOfUser =
        $"query AuditTrailOfUser($userId: ID!, $from: AWSDateTime, $to: AWSDateTime, $limit: Int, $nextToken: String) {{ auditTrailOfUser(userId: $userId, from: $from, to: $to, limit: $limit, nextToken: $nextToken) {{ items {{ {AuditFields} }} nextToken }} }}";
}

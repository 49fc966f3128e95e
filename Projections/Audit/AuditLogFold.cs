using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A log being folded into the audit trail. Rows are only ever added, so the head remembers nothing but its seq.</summary>
public sealed class AuditLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    public static Projection Projection { get; } = new(ViewKeys.AuditProjection, IsRead, head => new AuditLogFold(head))
    {
        Lane = Lane.Background,
        Concerns = e => !AuditFold.LeftOut.Contains(e.GetType()),
        // A conversation's trail is made of two logs, a person's of any number.
        Owns = _ => [],
    };

    public override Item Head => new() { [RowItems.Seq] = RowItems.N(Seq) };

    /// <summary>All but analytics, which nobody does.</summary>
    private static bool IsRead(LogId log) => log.Conversation is not null || log.User is not null || log.Moderated is not null || log == LogId.GlobalModeration;

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e) => AuditFold.Apply(e);
}

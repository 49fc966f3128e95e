using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A user's feed: what the user was told of. Pure.</summary>
public static class NotificationsFold
{
    /// <summary>In the user's partition: <c>n#&lt;seq, 10 digits&gt;</c>.</summary>
    public const string NotificationPrefix = "n#";

    /// <exception cref="InvalidDataException">Not an event of a user's log; the log is parked there.</exception>
    public static IReadOnlyList<RowChange> Apply(RecordedEvent e)
    {
        var user = e.Log.User ?? throw new InvalidDataException($"{e.Log} is not a user's log.");
        return e.Body switch
        {
            ChatEvent.NotificationRequested n =>
            [
                new RowChange.Put(
                    new(user.Log.Value, $"{NotificationPrefix}{e.Seq:D10}"), e.Seq,
                    new Row.Notification(user, e.Seq, e.At, n.Kind, n.ConversationId, n.Seq, n.Count, n.From)),
            ],
            ChatEvent.UserRegistered or ChatEvent.ConversationRead or ChatEvent.NotificationPreferencesChanged
                or ChatEvent.ErasureRequested or ChatEvent.UserForgotten or ChatEvent.LegalHoldPlaced or ChatEvent.LegalHoldReleased => [],
            _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a user's log."),
        };
    }
}

/// <summary>A user's log being folded into the feed.</summary>
public sealed class NotificationsLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    public static Projection Projection { get; } = new(
        ViewKeys.NotificationsProjection, log => log.User is not null, head => new NotificationsLogFold(head))
    {
        Concerns = e => e is ChatEvent.NotificationRequested,
    };

    public override Item Head => new() { [RowItems.Seq] = RowItems.N(Seq) };

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e) => NotificationsFold.Apply(e);
}

using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One log being folded: what was known of it, and what a batch of its events changes.</summary>
public abstract class LogFold(long seq)
{
    private readonly Coalesce _changes = new();

    /// <summary>Seq up to which the events are in.</summary>
    public long Seq { get; private set; } = seq;

    /// <summary>A row each, in order.</summary>
    public IReadOnlyCollection<IReadOnlyList<RowChange>> Changes => _changes.Changes;

    /// <summary>The checkpoint row as it is after this batch.</summary>
    public abstract Item Head { get; }

    /// <exception cref="InvalidDataException">The event does not follow from what came before.</exception>
    public void Apply(RecordedEvent e)
    {
        if (e.Seq != Seq + 1) throw new InvalidOperationException($"{e.Log}: seq {e.Seq} was given where {Seq + 1} is next.");
        var changes = Fold(e);
        for (var i = 0; i < changes.Count; i++) _changes.Add(changes[i]);
        Seq = e.Seq;
    }

    /// <summary>Goes past events that are known to be of no concern, without a look at them.</summary>
    public void SkipTo(long seq) => Seq = Math.Max(Seq, seq);

    /// <summary>
    /// The one row that an event's changes depend on beyond the head, and that the fold does not know yet: whoever applies the event tells it by <see cref="Know"/> before. None, unless told.
    /// </summary>
    public virtual RowKey? Needs(RecordedEvent e) => null;

    /// <param name="row">Null if there is none.</param>
    public virtual void Know(RecordedEvent e, Item? row)
    {
    }

    /// <summary>Takes over what another fold of the same log, which went before, knows of rows.</summary>
    public virtual void Inherit(LogFold before)
    {
    }

    protected abstract IReadOnlyList<RowChange> Fold(RecordedEvent e);
}

/// <summary>How a read model hears of news.</summary>
public enum Lane
{
    /// <summary>In the projector's own batch, within a second.</summary>
    Live,

    /// <summary>Through a queue, some seconds later: a burst becomes few writes, and none of them holds up what members wait for.</summary>
    Background,
}

/// <summary>A read model: which logs it is made of and how they fold.</summary>
public sealed record Projection(string Name, Func<LogId, bool> Reads, Func<Item?, LogFold> Restore)
{
    /// <summary>
    /// Which events change a row or what the head remembers. The fold must let any other pass without a change; the projector then need not write a checkpoint for
    /// it, see <see cref="Projector.UnconcernedEvents"/>. All, unless told.
    /// </summary>
    public Func<ChatEvent, bool> Concerns { get; init; } = _ => true;

    public Lane Lane { get; init; }

    /// <summary>
    /// Partitions in which rows of this one log alone lie: a check finds rows there that no event of the log accounts for. The log's own, unless told; none if other logs
    /// write there as well.
    /// </summary>
    public Func<LogId, IReadOnlyList<string>> Owns { get; init; } = log => [log.Value];

    public static Projection Conversations { get; } = new(
        ViewKeys.ConversationProjection, log => log.Conversation is not null, head => new ConversationLogFold(head));

    public static Projection Users { get; } = new(
        ViewKeys.UsersProjection, log => log.User is not null, head => new UsersLogFold(head)) { Concerns = e => e is ChatEvent.UserRegistered or ChatEvent.UserForgotten };

    /// <summary>All that the live feed keeps.</summary>
    public static IReadOnlyList<Projection> All { get; } =
    [
        Conversations, Users, NotificationsLogFold.Projection, ModerationLogFold.Projection, AnalyticsLogFold.Projection, InboxLogFold.Projection, ThreadsLogFold.Projection,
        AuditLogFold.Projection, DaysLogFold.Projection, SearchLogFold.Projection,
    ];
}

public sealed class UsersLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    /// <summary>Remembered until the user is forgotten: which row must go then.</summary>
    private string? _signInName = head?.GetValueOrDefault(RowItems.SignInName)?.S;

    public override Item Head => RowItems.Without(new() { [RowItems.Seq] = RowItems.N(Seq), [RowItems.SignInName] = RowItems.S(_signInName) });

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        var changes = UsersFold.Apply(e, _signInName);
        _signInName = e.Body switch
        {
            ChatEvent.UserRegistered { Erased: false } registered => registered.SignInName.ToLowerInvariant(),
            ChatEvent.UserForgotten => null,
            _ => _signInName,
        };
        return changes;
    }
}

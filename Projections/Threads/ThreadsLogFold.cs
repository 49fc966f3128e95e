using System.Globalization;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>A conversation's log being folded into its threads.</summary>
public sealed class ThreadsLogFold(Item? head) : LogFold(head is null ? 0 : RowItems.ReadN(head[RowItems.Seq]))
{
    /// <summary>L of S on the head: whom the numbers in <see cref="RowItems.Replies"/> stand for.</summary>
    private const string Senders = "senders";

    private ThreadsHead _head = head is null ? ThreadsHead.Empty : Read(head);

    public static Projection Projection { get; } = new(ViewKeys.ThreadsProjection, log => log.Conversation is not null, head => new ThreadsLogFold(head))
    {
        Concerns = e => e is ChatEvent.MessageSent { ReplyTo: not null },
    };

    public override Item Head => Write(_head with { Seq = Seq });

    protected override IReadOnlyList<RowChange> Fold(RecordedEvent e)
    {
        (_head, var changes) = ThreadsFold.Apply(_head, e);
        return changes;
    }

    /// <summary>Replies as <c>seq:root:sender</c>, with a number for the sender: ids are long and few.</summary>
    public static Item Write(ThreadsHead head)
    {
        var senders = head.Replies.Select(r => r.Sender).Distinct().ToList();
        return RowItems.Without(new()
        {
            [RowItems.Seq] = RowItems.N(head.Seq), [Senders] = RowItems.Ids(senders),
            [RowItems.Replies] = head.Replies.Count == 0
                ? RowItems.Nothing
                : RowItems.S(string.Join(' ', head.Replies.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Seq}:{r.Root}:{senders.IndexOf(r.Sender)}")))),
        });
    }

    public static ThreadsHead Read(Item item)
    {
        var senders = item.GetValueOrDefault(Senders)?.L ?? [];
        return new(RowItems.ReadN(item[RowItems.Seq]), item.GetValueOrDefault(RowItems.Replies)?.S is { } text ? [.. text.Split(' ').Select(Reply)] : []);

        ThreadReply Reply(string reply)
        {
            var numbers = reply.Split(':').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            return new(numbers[0], numbers[1], new(senders[(int)numbers[2]].S));
        }
    }
}

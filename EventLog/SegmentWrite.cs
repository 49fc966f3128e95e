using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>All events of one command, ready to be appended to whichever segment turns out to be the tail.</summary>
internal sealed class SegmentWrite
{
    private const string Change =
        "SET k = list_append(if_not_exists(k, :none), :ids), e = list_append(if_not_exists(e, :none), :events), a = :count ADD n :count, b :bytes";

    private const string Unless = "attribute_not_exists(b) OR (b < :cap AND NOT contains(k, :id))";

    /// <summary>For the test of the adversarial test: <see cref="SegmentLogFault.IdsUnchecked"/>.</summary>
    private const string UnlessFull = "attribute_not_exists(b) OR b < :cap";

    private readonly LogId _log;
    private readonly Dictionary<string, AttributeValue> _values;
    private readonly string _condition;

    /// <exception cref="ArgumentException">There are no events, or more than fit an item.</exception>
    /// <param name="personal">For each event what of it is sealed; null: nothing of any.</param>
    public SegmentWrite(LogId log, CommandId command, IReadOnlyList<PendingEvent> events, IReadOnlyList<SealedBody?>? personal, SegmentLogFault fault)
    {
        if (events.Count == 0) throw new ArgumentException("An append needs an event.", nameof(events));
        var id = new AttributeValue { B = new MemoryStream(command.ToBytes()) };
        var encoded = events.Select((e, i) => EventItem.Encode(command, e, personal?[i])).ToList();
        var bytes = BytesOf(id, encoded);
        if (bytes > SegmentFormat.AppendBytes)
            throw new ArgumentException($"The {events.Count} events of command {command} take {bytes} bytes; an append takes {SegmentFormat.AppendBytes}, as a DynamoDB item takes 400 KB.", nameof(events));

        _log = log;
        Count = events.Count;
        _condition = fault.HasFlag(SegmentLogFault.IdsUnchecked) ? UnlessFull : Unless;
        _values = new Dictionary<string, AttributeValue>
        {
            [":none"] = new() { L = [] , IsLSet = true },
            [":ids"] = new() { L = [id] },
            [":events"] = new() { L = encoded },
            [":count"] = EventItem.Number(Count),
            [":bytes"] = EventItem.Number(bytes),
            [":cap"] = EventItem.Number(SegmentFormat.CapBytes),
        };
        if (_condition == Unless) _values[":id"] = id;
    }

    /// <summary>What a command adds to the bytes of its segment.</summary>
    public static int BytesOf(AttributeValue id, IEnumerable<AttributeValue> events) =>
        ItemSize.Of(id) + ItemSize.ElementBytes + events.Sum(e => ItemSize.Of(e) + ItemSize.ElementBytes);

    public int Count { get; }

    public UpdateItemRequest At(string table, long start) => new()
    {
        TableName = table,
        Key = SegmentKey.Of(_log, start),
        UpdateExpression = Change,
        ConditionExpression = _condition,
        ExpressionAttributeValues = _values,
        ReturnValues = ReturnValue.UPDATED_NEW,
        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };

    public TransactWriteItem InTransactionAt(string table, long start) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = SegmentKey.Of(_log, start),
            UpdateExpression = Change,
            ConditionExpression = _condition,
            ExpressionAttributeValues = _values,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        },
    };
}

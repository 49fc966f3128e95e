using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Projections;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Logging.Abstractions;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;
using Projection = EventChat.Projections.Projection;

namespace EventChat.UnitTests.Projections;

/// <summary>The log and the read models on tables in memory, with the code that is deployed: the projector, the table's conditional writes, the check.</summary>
internal sealed class ViewsBed(ModelDynamoDb dynamo)
{
    public const int Generation = 1;

    public ViewsBed() : this(new ModelDynamoDb())
    {
    }

    public ModelDynamoDb Dynamo => dynamo;

    public CapacityMeter Meter { get; } = new();

    public SegmentLog Log => new(dynamo, ModelDynamoDb.Events, Meter);

    public ViewsTable Views => new(dynamo, ModelDynamoDb.Views, Meter);

    /// <summary>A new instance: it remembers nothing.</summary>
    public Projector Projector => new(Log, Views, new NoPublisher(), TimeProvider.System, NullLogger.Instance);

    public CheckLogs Check => new(dynamo, Log, ModelDynamoDb.Views, Meter, TimeProvider.System, NullLogger.Instance, patience: TimeSpan.Zero);

    public static LiveView Live(Projection projection) => new(projection, Generation, ViewRole.Served);

    public static View View(Projection projection) => new(projection.Name, Generation);

    /// <summary>Appends some events at a time, as commands do.</summary>
    public async Task<List<RecordedEvent>> AppendAsync(LogId id, params ChatEvent[] events)
    {
        var seq = await Log.HeadAsync(id, default);
        foreach (var few in events.Chunk(2))
        {
            var pending = few.Select(body => new PendingEvent(Histories.Event(id, ++seq, body).Sender, Histories.Event(id, seq, body).At, 1, body)).ToArray();
            Assert.IsType<AppendResult.Appended>(await Log.AppendAsync(id, CommandId.Derive("test", id.Value, $"{seq}"), pending, null, default));
        }
        return await Log.ReadAsync(id, 1, default).ToListAsync();
    }

    /// <summary>The rows but the logs' heads, which say how far an instance came: in the same order and form, whatever the tables.</summary>
    public IReadOnlyList<string> Rows() =>
    [
        .. dynamo.Items(ModelDynamoDb.Views).Where(i => i[StateKeys.Sk].S != ViewKeys.Head)
            .Select(i => $"{i[StateKeys.Pk].S} {i[StateKeys.Sk].S} {ItemText.Of(i)}").Order(StringComparer.Ordinal),
    ];

    public Item? Row(Projection projection, RowKey key) => dynamo.Items(ModelDynamoDb.Views)
        .FirstOrDefault(i => i[StateKeys.Pk].S == View(projection).Partition(key.Partition) && i[StateKeys.Sk].S == key.Sort);

    /// <summary>Changes a row behind everybody's back.</summary>
    public async Task TamperAsync(Projection projection, RowKey key, Action<Item> change)
    {
        var row = Row(projection, key) ?? new() { [StateKeys.Pk] = RowItems.S(View(projection).Partition(key.Partition)), [StateKeys.Sk] = RowItems.S(key.Sort) };
        change(row);
        await dynamo.PutItemAsync(new PutItemRequest { TableName = ModelDynamoDb.Views, Item = row });
    }

    public async Task DeleteAsync(Projection projection, RowKey key) => await dynamo.DeleteItemAsync(new DeleteItemRequest
    {
        TableName = ModelDynamoDb.Views, Key = new() { [StateKeys.Pk] = RowItems.S(View(projection).Partition(key.Partition)), [StateKeys.Sk] = RowItems.S(key.Sort) },
    });
}

/// <summary>Dies at its n-th write, before or after it: as a process that is killed does, and may not have heard that the write went in.</summary>
internal sealed class Death(ModelDynamoDb dynamo, int writes, bool after)
{
    private int _left = writes;

    public bool Came { get; private set; }

    public void Await() => dynamo.Writing = written =>
    {
        if (!written) _left--;
        if (_left > 0 || (_left == 0 && after && !written)) return;
        Came = true;
        throw new AmazonDynamoDBException("The process was killed.");
    };

    public void Over() => dynamo.Writing = null;
}

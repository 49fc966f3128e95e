using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using Projection = EventChat.Projections.Projection;

namespace EventChat.EmulatorTests.Projections;

/// <summary>Calls the rebuild's tasks as its workflow does, one after the other, and again if one dies.</summary>
internal sealed class RebuildDriver : IRunExecutions
{
    private readonly DynamoDbLocalFixture _dynamo;
    private readonly ChatTables _tables;
    private readonly RebuildSteps _steps;
    private readonly SegmentWorker _worker;
    private readonly int _writesPerLife;
    private int _writes;

    /// <param name="writesPerLife">Writes after which the worker dies, in the middle of whatever it does; 0 for never.</param>
    public RebuildDriver(
        DynamoDbLocalFixture dynamo, ChatTables tables, int writesPerLife = 0, IReadOnlyList<Projection>? projections = null, int pageItems = SegmentScan.PageItems)
    {
        (_dynamo, _tables, _writesPerLife) = (dynamo, tables, writesPerLife);
        var names = new RebuildTables(tables.Events, tables.State, tables.Views);
        var client = dynamo.NewClient();
        client.BeforeRequestEvent += Count;
        Runs = new(dynamo.Client, names, projections ?? Projection.All, this, TimeProvider.System);
        var runs = new RunTable(client, tables.State);
        _steps = new(runs, new Aliases(client, tables.State), TimeProvider.System, NullLogger.Instance);
        _worker = new(client, names, runs, projections ?? Projection.All, meter => new RunCheck(new CheckLogs(
            dynamo.Client, new SegmentLog(dynamo.Client, tables.Events, meter), tables.Views, meter, TimeProvider.System, NullLogger.Instance)), TimeProvider.System, pageItems);
    }

    public Runs Runs { get; }

    public int Deaths { get; private set; }

    /// <summary>Done before each write of the worker, while it waits.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public List<string> Started { get; } = [];

    public async Task<RebuildRun> DriveAsync(string id, Func<Task>? between = null)
    {
        while (true)
        {
            var step = await LiveAsync(() => _steps.NextAsync(id, default));
            if (between is not null) await between();
            if (!step.More) return (await Runs.ReadAsync(id, default))!;
            foreach (var segment in step.Segments)
            {
                var task = segment;
                while (!task.Done)
                {
                    task = await LiveAsync(() => _worker.RunAsync(task, TimeSpan.Zero, default));
                    if (between is not null) await between();
                }
            }
        }
    }

    private async Task<T> LiveAsync<T>(Func<Task<T>> life)
    {
        while (true)
        {
            _writes = _writesPerLife;
            try
            {
                return await life();
            }
            catch (Exception e) when (e is DiedException or AggregateException { InnerException: DiedException })
            {
                Deaths++;
                // Or it would die at the same place for ever.
                _writes = int.MaxValue;
                return await life();
            }
        }
    }

    private void Count(object sender, RequestEventArgs e)
    {
        if (e is not WebServiceRequestEventArgs { Request: PutItemRequest or UpdateItemRequest or BatchWriteItemRequest or TransactWriteItemsRequest }) return;
        BeforeWrite?.Invoke().GetAwaiter().GetResult();
        if (_writesPerLife > 0 && Interlocked.Decrement(ref _writes) < 0) throw new DiedException();
    }

    public Task StartAsync(string name, string run, CancellationToken cancel)
    {
        Started.Add(name);
        return Task.CompletedTask;
    }

    public Task<bool> IsRunningAsync(string name, CancellationToken cancel) => Task.FromResult(true);

    /// <summary>The rows of one generation of all projections, keys without it.</summary>
    public async Task<string[]> RowsAsync(int generation)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"@{generation}|");
        var answer = await _dynamo.Client.ScanAsync(new ScanRequest { TableName = _tables.Views, ConsistentRead = true });
        return [.. answer.Items.Where(i => i["pk"].S.Contains(mark, StringComparison.Ordinal) && !IsBareHead(i)).Select(i => ReadSide.Text(Compared(i)).Replace(mark, "|", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>A checkpoint and no more: the live feed does not write it for each event that is of no concern.</summary>
    private static bool IsBareHead(Dictionary<string, AttributeValue> item) => item["sk"].S == ViewKeys.Head && item.Count == 3;

    /// <summary>Nor is the head of a conversation's threads level with messages that answer nothing.</summary>
    private static Dictionary<string, AttributeValue> Compared(Dictionary<string, AttributeValue> item) =>
        item["sk"].S == ViewKeys.Head && item["pk"].S.StartsWith(ViewKeys.ThreadsProjection, StringComparison.Ordinal)
            ? item.Where(a => a.Key != RowItems.Seq).ToDictionary()
            : item;

    private sealed class DiedException : Exception;
}

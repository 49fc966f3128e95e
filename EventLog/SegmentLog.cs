using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>
/// The event log: append-only logs of consecutive events in one DynamoDB table, one conditional write per command, no transaction unless state is to change with
/// it. One instance per process; safe for concurrent use.
/// </summary>
public sealed class SegmentLog
{
    /// <summary>
    /// Attempts of one append. Each refusal but a throttled one means that somebody else's command went in. With the pauses between them they take up to
    /// 3 s; a client that is told Busy then may come again.
    /// </summary>
    private const int Attempts = 16;

    private readonly SegmentReader _reader;
    private readonly SegmentWriter _writer;
    private readonly TailCache _tails = new();
    private readonly Backoff _backoff;
    private readonly AppendQueue _queue;
    private readonly SegmentLogFault _fault;
    private readonly TextKeys? _keys;

    /// <param name="table">Key <c>pk</c> (S), <c>s</c> (N).</param>
    /// <param name="time">For the pauses between attempts. Default: the system's.</param>
    /// <param name="codec">Reads the events. Default: this build's.</param>
    /// <param name="keys">What people write is sealed and opened with; null: it is written as it is, and what is sealed can not be read.</param>
    public SegmentLog(IAmazonDynamoDB dynamo, string table, CapacityMeter meter, TimeProvider? time = null, EventCodec? codec = null, TextKeys? keys = null)
        : this(
            dynamo, table, meter, new Backoff(time ?? TimeProvider.System, Random.Shared), new AppendQueue(time ?? TimeProvider.System, AppendQueue.Patience),
            codec: codec, keys: keys)
    {
    }

    internal SegmentLog(
        IAmazonDynamoDB dynamo, string table, CapacityMeter meter, Backoff backoff, AppendQueue queue, SegmentLogFault fault = SegmentLogFault.None,
        EventCodec? codec = null, TextKeys? keys = null)
    {
        _keys = keys;
        _reader = new SegmentReader(dynamo, table, meter, codec ?? EventTypes.Codec, keys);
        _writer = new SegmentWriter(dynamo, table, meter, _reader);
        (_backoff, _queue) = (backoff, queue);
        _fault = fault;
    }

    /// <summary>Appends all events of one command, or finds that they are there.</summary>
    /// <param name="afterSeq">
    /// The last seq the client knew when it FIRST sent this command; the same on every retry. The command is then recognised however often and wherever it is
    /// retried, within <see cref="SegmentFormat.FarthestSegments"/>; with null within <see cref="SegmentFormat.WindowSegments"/>.
    /// </param>
    /// <exception cref="ArgumentException">No events, or more than <see cref="SegmentFormat.AppendBytes"/>.</exception>
    /// <exception cref="AmazonDynamoDBException">The command may or may not be in the log; sending it again is safe.</exception>
    public Task<AppendResult> AppendAsync(
        LogId log, CommandId command, IReadOnlyList<PendingEvent> events, long? afterSeq, CancellationToken cancel) =>
        AppendAsync(log, command, events, [], afterSeq, cancel);

    /// <summary>Appends and writes <paramref name="state"/> in one transaction.</summary>
    /// <param name="state">At most <see cref="SegmentFormat.StateWrites"/>; none is the same as the other overload.</param>
    /// <inheritdoc cref="AppendAsync(LogId, CommandId, IReadOnlyList{PendingEvent}, long?, CancellationToken)"/>
    public async Task<AppendResult> AppendAsync(
        LogId log, CommandId command, IReadOnlyList<PendingEvent> events, IReadOnlyList<TransactWriteItem> state, long? afterSeq, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(state.Count, SegmentFormat.StateWrites, nameof(state));
        var write = new SegmentWrite(log, command, events, _keys is null ? null : await _keys.SealAsync(log, command, events, cancel), _fault);
        using var turn = await _queue.EnterAsync(log, cancel);
        var walk = Walk(log, command, afterSeq);
        await walk.ApproachAsync(cancel);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (walk.FoundAt is { } found) return await RepeatedAsync(log, command, found, cancel);
            var outcome = state.Count == 0
                ? await _writer.WriteAsync(log, write, walk.Next, cancel)
                : await _writer.WriteAsync(log, command, write, walk.Next, state, cancel);
            switch (outcome)
            {
                case WriteOutcome.Written(var segment):
                    _tails.Learn(log, KnownSegment.Of(segment));
                    return new AppendResult.Appended(await EventsAsync(segment, command, cancel));
                case WriteOutcome.Refused(var segment):
                    await walk.StepAsync(segment, cancel);
                    if (walk.FoundAt == segment.Start) return new AppendResult.Repeated(await EventsAsync(segment, command, cancel));
                    if (attempt > 0 && walk.FoundAt is null)
                    {
                        // Refused twice: there is a crowd. Those who come back at random times meet fewer, and see first what came in meanwhile.
                        if (attempt > 1) await _backoff.PauseAsync(attempt - 2, cancel);
                        await walk.CatchUpAsync(cancel);
                    }
                    break;
                case WriteOutcome.StateRefused(var failed):
                    // It may have been this command itself that changed the state, through an attempt whose answer was lost.
                    await walk.CatchUpAsync(cancel);
                    if (walk.FoundAt is null) return new AppendResult.StateChanged(failed);
                    break;
                case WriteOutcome.Throttled:
                    await _backoff.PauseAsync(attempt, cancel);
                    break;
            }
        }
        return walk.FoundAt is { } late ? await RepeatedAsync(log, command, late, cancel) : new AppendResult.Contended();
    }

    /// <summary>The events <paramref name="command"/> caused, null if it is not in the log; as far back as an append would look.</summary>
    public async Task<IReadOnlyList<RecordedEvent>?> FindAsync(LogId log, CommandId command, long? afterSeq, CancellationToken cancel)
    {
        var walk = Walk(log, command, afterSeq);
        await walk.ApproachAsync(cancel);
        if (walk.FoundAt is null && !walk.SawEnd) await walk.CatchUpAsync(cancel);
        return walk.FoundAt is { } found ? await EventsAsync(await SegmentAsync(log, found, cancel), command, cancel) : null;
    }

    /// <summary>The events from <paramref name="fromSeq"/> on, in order and without a gap, as far as the log goes now. Strongly consistent.</summary>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(LogId log, long fromSeq, [EnumeratorCancellation] CancellationToken cancel)
    {
        fromSeq = Math.Max(fromSeq, 1);
        var start = 1L;
        if (fromSeq > 1)
        {
            if (await SegmentWithAsync(log, fromSeq, cancel) is not { } segment) yield break;
            start = segment;
        }
        await foreach (var recorded in _reader.EventsAsync(log, start, fromSeq, cancel)) yield return recorded;
    }

    /// <summary>The same events as they are stored, whether this build can read them or not.</summary>
    public async IAsyncEnumerable<StoredEvent> ReadStoredAsync(LogId log, long fromSeq, [EnumeratorCancellation] CancellationToken cancel)
    {
        fromSeq = Math.Max(fromSeq, 1);
        if (await SegmentWithAsync(log, fromSeq, cancel) is not { } start) yield break;
        await foreach (var segment in _reader.SegmentsAsync(log, start, fromSeq, cancel))
            foreach (var stored in segment.Stored.Where(e => e.Seq >= fromSeq))
            {
                yield return stored;
                fromSeq = stored.Seq + 1;
            }
    }

    /// <summary>The event at <paramref name="seq"/>; null if the log does not go that far.</summary>
    public async Task<RecordedEvent?> ReadOneAsync(LogId log, long seq, CancellationToken cancel)
    {
        if (seq < 1) return null;
        var page = await _reader.BackwardsAsync(log, seq, 1, CapacityCategory.Read, cancel);
        await _keys.OpenAsync(page.Segments, command: null, cancel);
        return page.Segments is [var segment] && seq <= segment.End ? segment.Events[(int)(seq - segment.Start)] : null;
    }

    /// <summary>The seq of the last event, 0 if there is none. Strongly consistent.</summary>
    public async Task<long> HeadAsync(LogId log, CancellationToken cancel)
    {
        var page = await _reader.BackwardsAsync(log, long.MaxValue, 1, CapacityCategory.Read, cancel);
        if (page.Segments is not [var last]) return 0;
        _tails.Learn(log, KnownSegment.Of(last));
        return last.End;
    }

    private CommandWalk Walk(LogId log, CommandId command, long? afterSeq) => new(log, command, afterSeq, _reader, _tails, _fault);

    private async Task<AppendResult> RepeatedAsync(LogId log, CommandId command, long start, CancellationToken cancel) =>
        new AppendResult.Repeated(await EventsAsync(await SegmentAsync(log, start, cancel), command, cancel));

    private async ValueTask<IReadOnlyList<RecordedEvent>> EventsAsync(Segment segment, CommandId command, CancellationToken cancel)
    {
        await _keys.OpenAsync([segment], command, cancel);
        return segment.EventsOf(command);
    }

    private async Task<Segment> SegmentAsync(LogId log, long start, CancellationToken cancel) =>
        await _reader.AtAsync(log, start, CapacityCategory.Walk, cancel) ?? throw new LogCorruptException(log, $"the segment at {start} is gone.");

    /// <summary>Start of the segment that holds <paramref name="seq"/>, or of the last one before it.</summary>
    private async Task<long?> SegmentWithAsync(LogId log, long seq, CancellationToken cancel)
    {
        // Where a segment starts never changes, so memory is as good as the table here.
        if (_tails.Find(log) is { } tail && tail.First.Start <= seq) return tail.Segments.Last(s => s.Start <= seq).Start;
        var page = await _reader.BackwardsAsync(log, seq, 1, CapacityCategory.Read, cancel);
        return page.Segments is [var segment] ? segment.Start : null;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Sqs.Queues;

/// <summary>One queue. Every change is in its journal before it is answered.</summary>
/// <param name="gate">One of all queues: a message moves from one to another in one step.</param>
internal sealed class MessageQueue(string name, QueueState state, QueueJournal journal, Func<string, MessageQueue?> find, Lock gate, TimeProvider time) : IDisposable
{
    /// <summary>A quota of standard and FIFO queues.</summary>
    private const int MostInFlight = 120_000;

    private static readonly TimeSpan DeduplicationInterval = TimeSpan.FromMinutes(5);

    private TaskCompletionSource _changed = NewSignal();
    private long _sweptAt;

    public string Name => name;

    public string Arn => LocalAddress.Arn("sqs", name);

    public QueueSettings Settings => state.Settings!;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Change(QueueSettings settings)
    {
        lock (gate) Record(new(settings));
    }

    /// <summary>The id and sequence number of the message, or of the one that it repeats.</summary>
    public (string Id, long Ordinal) Send(OutgoingMessage message)
    {
        lock (gate)
        {
            Tidy();
            var key = DeduplicationKey(message);
            if (key is not null && state.Seen(key, Now - (long)DeduplicationInterval.TotalMilliseconds) is { } seen) return (seen.MessageId, seen.Ordinal);
            var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
            var ordinal = state.NextOrdinal;
            var visible = Now + (long)(message.Delay ?? Settings.Delay).TotalMilliseconds;
            Record(new(
                Seen: key is null ? null : new(key, id, ordinal, Now),
                Sent: new(id, ordinal, Now, message.Body, message.Attributes, message.Trace, message.Group,
                    message.Deduplication ?? (Settings.IsFifo ? ContentHash(message.Body) : null), message.Sender, visible)));
            Signal();
            return (id, ordinal);
        }
    }

    /// <param name="wait">Up to this long while there is none.</param>
    /// <param name="visibility">Null: the queue's.</param>
    public async Task<IReadOnlyList<(StoredMessage Message, string Handle)>> ReceiveAsync(int most, TimeSpan? visibility, TimeSpan wait, CancellationToken cancel)
    {
        var deadline = time.GetUtcNow() + wait;
        while (true)
        {
            Task changed;
            TimeSpan pause;
            lock (gate)
            {
                var received = Take(most, visibility ?? Settings.Visibility);
                var left = deadline - time.GetUtcNow();
                if (received.Count > 0 || left <= TimeSpan.Zero) return received;
                changed = _changed.Task;
                pause = state.NextDue is { } due && due - Now < left.TotalMilliseconds ? TimeSpan.FromMilliseconds(Math.Max(1, due - Now)) : left;
            }
            await WaitAsync(changed, pause, cancel);
        }
    }

    /// <summary>Nothing happens for a handle that is no longer the newest, or whose message is gone.</summary>
    public void Delete(string handle)
    {
        lock (gate)
        {
            var parsed = ReceiptHandle.Parse(handle, name);
            if (state.Find(parsed.MessageId) is not { } message || message.Turn != parsed.Turn) return;
            if (Settings.IsFifo && !message.InFlight(Now))
                throw SqsException.InvalidParameter("ReceiptHandle", handle, "The receipt handle has expired.");
            Record(new(Deleted: message.Id));
            Signal();
        }
    }

    public void ChangeVisibility(string handle, TimeSpan visibility)
    {
        lock (gate)
        {
            var parsed = ReceiptHandle.Parse(handle, name);
            if (state.Find(parsed.MessageId) is not { } message)
                throw SqsException.InvalidParameter("ReceiptHandle", handle, "Message does not exist or is not available for visibility timeout change.");
            if (message.Turn != parsed.Turn || !message.InFlight(Now))
                throw SqsException.Prefixed("MessageNotInflight", "The specified message isn't in flight.");
            Record(new(Visibility: new(message.Id, Now + (long)visibility.TotalMilliseconds, message.Receives, message.Turn, message.FirstReceived)));
            Signal();
        }
    }

    public void Purge()
    {
        lock (gate)
        {
            if (state.PurgedAt > 0 && Now - state.PurgedAt < 60_000)
                throw SqsException.Prefixed("PurgeQueueInProgress", $"Only one PurgeQueue operation on {name} is allowed every 60 seconds.");
            Record(new(PurgedAt: Now));
        }
    }

    /// <summary>Messages that can be received, that are delayed, that are in flight.</summary>
    public (int Visible, int Delayed, int InFlight) Count()
    {
        lock (gate)
        {
            Tidy();
            var inFlight = state.Hidden.Count(m => m.InFlight(Now));
            return (state.ReadyCount, state.Hidden.Count - inFlight, inFlight);
        }
    }

    /// <summary>Takes up to <paramref name="most"/> visible messages out, each into the queue that <paramref name="target"/> names for it; a redrive.</summary>
    /// <returns>How many were moved.</returns>
    public int Move(int most, Func<StoredMessage, MessageQueue> target)
    {
        lock (gate)
        {
            Tidy();
            StoredMessage[] moving = [.. state.Ready.Take(most)];
            foreach (var message in moving)
            {
                // To SQS what is moved by a task is a new message.
                var fresh = message with { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(), SentAt = Now, Receives = 0, FirstReceived = 0, Source = null };
                target(message).Accept(fresh);
                Record(new(Deleted: message.Id));
            }
            return moving.Length;
        }
    }

    public void DeleteAll() => journal.Delete();

    public void Dispose() => journal.Dispose();

    private List<(StoredMessage, string)> Take(int most, TimeSpan visibility)
    {
        Tidy();
        var taken = new List<(StoredMessage, string)>();
        if (state.ReadyCount == 0) return taken;
        if (state.Hidden.Count >= MostInFlight && !Settings.IsFifo) throw new SqsException("OverLimit", $"{name} has {MostInFlight} messages in flight.");
        var redrive = Settings.Redrive;
        foreach (var message in Candidates(redrive is null ? most : int.MaxValue))
        {
            if (redrive is not null && message.Receives >= redrive.MaximumReceives && find(redrive.Target) is { } deadLetters)
            {
                deadLetters.Accept(message with { Source = message.Source ?? Arn });
                Record(new(Deleted: message.Id));
                continue;
            }
            var until = Now + (long)visibility.TotalMilliseconds;
            Record(new(Visibility: new(
                message.Id, until, message.Receives + 1, message.Turn + 1, message.FirstReceived > 0 ? message.FirstReceived : Now)));
            taken.Add((state.Find(message.Id)!, new ReceiptHandle(name, message.Id, message.Turn + 1).ToString()));
            if (taken.Count == most) break;
        }
        return taken;
    }

    /// <summary>A group of a FIFO queue is closed while one of its messages is in flight.</summary>
    /// <param name="most">More than asked for where some may go to the dead-letter queue instead.</param>
    private List<StoredMessage> Candidates(int most)
    {
        if (!Settings.IsFifo) return [.. state.Ready.Take(most)];
        var closed = state.Hidden.Where(m => m.InFlight(Now)).Select(m => m.Group).ToHashSet();
        return [.. state.Ready.Where(m => !closed.Contains(m.Group))];
    }

    /// <summary>A message of another queue arrives here, at the end.</summary>
    private void Accept(StoredMessage message)
    {
        Record(new(Sent: message with { Ordinal = state.NextOrdinal, VisibleAt = Now, Turn = 0, SentAt = Settings.IsFifo ? Now : message.SentAt }));
        Signal();
    }

    private string? DeduplicationKey(OutgoingMessage message)
    {
        if (!Settings.IsFifo) return null;
        var id = message.Deduplication ?? (Settings.DeduplicatesByContent
            ? ContentHash(message.Body)
            : throw SqsException.InvalidParameter("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"));
        return Settings.DeduplicatesByGroup ? $"{message.Group}\n{id}" : id;
    }

    private static string ContentHash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>Brings up what is due, and drops what is too old: looked for once a second, as it takes a walk over all.</summary>
    private void Tidy()
    {
        var now = Now;
        state.Surface(now);
        if (now - _sweptAt < 1_000) return;
        _sweptAt = now;
        var oldest = now - (long)Settings.Retention.TotalMilliseconds;
        foreach (var old in state.All.Where(m => m.SentAt <= oldest).ToList()) Record(new(Deleted: old.Id));
        state.Forget(now - (long)DeduplicationInterval.TotalMilliseconds);
        if (journal.IsMostlyPast(state.Live)) journal.Rewrite(state.Snapshot());
    }

    private void Record(JournalEntry entry)
    {
        journal.Append(entry);
        state.Apply(entry);
        state.Surface(Now);
    }

    private void Signal()
    {
        var signal = _changed;
        _changed = NewSignal();
        signal.TrySetResult();
    }

    private async Task WaitAsync(Task changed, TimeSpan pause, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(changed, Task.Delay(pause, time, stop.Token));
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

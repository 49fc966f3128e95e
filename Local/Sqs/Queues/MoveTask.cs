namespace EventChat.Local.Sqs.Queues;

/// <summary>One redrive out of a dead-letter queue.</summary>
/// <param name="destination">Null: each message goes back to where it came from.</param>
internal sealed class MoveTask(MessageQueue source, MessageQueue? destination, int? perSecond, Func<string, MessageQueue?> find, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Moved in one step where no rate is asked for; others come between two steps.</summary>
    private const int Step = 100;

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Opaque, as AWS's is.</summary>
    public string Handle { get; } = Convert.ToBase64String(Guid.CreateVersion7(time.GetUtcNow()).ToByteArray());

    public string SourceArn => source.Arn;

    public string? DestinationArn => destination?.Arn;

    public int? PerSecond => perSecond;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public long ToMove { get; } = source.Count().Visible;

    public long Moved { get; private set; }

    public string Status { get; private set; } = "RUNNING";

    public string? Failure { get; private set; }

    /// <summary>Ends with the task, however that ends.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Begin() => Running = Task.Run(RunAsync);

    /// <summary>How many were moved; those stay moved.</summary>
    public long Cancel()
    {
        if (Status is not "RUNNING") throw SqsException.InvalidParameter("Only active tasks can be cancelled.");
        Status = "CANCELLING";
        _stop.Cancel();
        return Moved;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (Moved < ToMove)
            {
                _stop.Token.ThrowIfCancellationRequested();
                var moved = source.Move((int)Math.Min(perSecond ?? Step, ToMove - Moved), Target);
                Moved += moved;
                if (moved == 0) break;
                if (perSecond is not null && Moved < ToMove) await Task.Delay(TimeSpan.FromSeconds(1), time, _stop.Token);
            }
            Status = "COMPLETED";
        }
        catch (OperationCanceledException)
        {
            Status = "CANCELLED";
        }
        catch (SqsException e)
        {
            (Status, Failure) = ("FAILED", e.Type);
        }
    }

    private MessageQueue Target(StoredMessage message) => destination ?? (message.Source is { } arn ? find(arn) : null)
        ?? throw new SqsException("CouldNotDetermineMessageSource", $"{message.Id} came from no queue that is still there.");
}

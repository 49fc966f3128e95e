using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>Where the projector leaves word that a log has news for the background lane.</summary>
public interface IBackgroundQueue
{
    /// <param name="first">The lowest seq that the stream brought; null if that is unknown.</param>
    Task TellAsync(LogId log, long? first, CancellationToken cancel);
}

/// <summary>
/// The queue itself. A log is told of once in a few seconds: what is delivered in between was committed before that message is received, and whoever receives it reads the log.
/// </summary>
public sealed class BackgroundQueue(IAmazonSQS queue, string url, TimeProvider time) : IBackgroundQueue
{
    /// <summary>Seconds a message waits, so that a burst of events is one reading of the log and few writes.</summary>
    public const int DelaySeconds = 5;

    /// <summary>For so long after a message nothing more is said of its log. Less than <see cref="DelaySeconds"/>, by more than clocks and calls take.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>Logs remembered, about 100 bytes each. Forgotten, a log costs one more message.</summary>
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<LogId, (long? First, long At)> _told = [];

    public async Task TellAsync(LogId log, long? first, CancellationToken cancel)
    {
        // The message of a log's first event begins the log, see Projector.CatchUpAsync: no other stands for it.
        if (_told.TryGetValue(log, out var last) && time.GetElapsedTime(last.At) < Silence && (first != 1 || last.First == 1)) return;
        var at = time.GetTimestamp();
        await queue.SendMessageAsync(
            new SendMessageRequest { QueueUrl = url, DelaySeconds = DelaySeconds, MessageBody = JsonSerializer.Serialize(new LogNews(log.Value, first), BackgroundJson.Default.LogNews) },
            cancel);
        if (_told.Count >= Remembered) _told.Clear();
        _told[log] = (first, at);
    }
}

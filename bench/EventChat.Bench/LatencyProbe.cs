using System.Collections.Concurrent;
using System.Diagnostics;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Bench;

/// <summary>
/// From the moment a message is handed to the sender's client until each member's client has it applied, in order. Sender and receivers are
/// in this process, so one monotonic clock tells both; the command id connects them.
/// </summary>
internal sealed class LatencyProbe
{
    private readonly ConcurrentDictionary<CommandId, long> _sentAt = new();
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _arrived;

    public int Arrived => Volatile.Read(ref _arrived);

    public IReadOnlyCollection<double> Milliseconds => _milliseconds;

    public void Sent(CommandId command) => _sentAt[command] = Stopwatch.GetTimestamp();

    public void Happened(TimelineEvent e)
    {
        if (e.Body is not ChatEvent.MessageSent || !_sentAt.TryGetValue(e.CommandId, out var sentAt)) return;
        _milliseconds.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
        Interlocked.Increment(ref _arrived);
    }
}

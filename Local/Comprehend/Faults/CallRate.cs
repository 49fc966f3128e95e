using System.Collections.Concurrent;

namespace EventChat.Local.Comprehend.Faults;

/// <summary>Calls per second of each operation, by a bucket that holds one second's worth.</summary>
/// <param name="perSecond">Null: no limit. AWS begins with 20.</param>
internal sealed class CallRate(int? perSecond, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (double Tokens, long At)> _buckets = new(StringComparer.Ordinal);

    public bool Allows(string operation)
    {
        if (perSecond is not { } rate) return true;
        var now = time.GetTimestamp();
        var allowed = false;
        _buckets.AddOrUpdate(operation, _ => Taken(rate), (_, bucket) => Taken(Math.Min(rate, bucket.Tokens + time.GetElapsedTime(bucket.At, now).TotalSeconds * rate)));
        return allowed;

        (double, long) Taken(double tokens)
        {
            allowed = tokens >= 1;
            return (allowed ? tokens - 1 : tokens, now);
        }
    }
}

namespace EventChat.Projections;

/// <summary>Keeps a worker to its share of a run's events per second.</summary>
public sealed class Pace(TimeProvider time)
{
    private long _events;
    private long _from = time.GetTimestamp();
    private double _rate;

    /// <param name="rate">Events per second of this worker; 0 for no bound. A change begins to count here.</param>
    public async Task AfterAsync(long events, double rate, CancellationToken cancel)
    {
        if (rate != _rate) (_rate, _events, _from) = (rate, 0, time.GetTimestamp());
        if (rate <= 0) return;
        _events += events;
        var ahead = TimeSpan.FromSeconds(_events / rate) - time.GetElapsedTime(_from);
        if (ahead > TimeSpan.Zero) await Task.Delay(ahead, time, cancel);
    }
}

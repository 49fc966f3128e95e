namespace EventChat.Local.AppSync.Realtime;

/// <summary>Spoils the data frames of a connection, for tests of clients that must recover.</summary>
public interface IFrameFaults
{
    /// <summary>One per connection: called for its frames in order.</summary>
    IFrameFaultLine NewLine();
}

public interface IFrameFaultLine
{
    /// <returns>What is sent now in place of the frame: nothing, the frame, the frame twice, or the frame before one that was held back.</returns>
    IReadOnlyList<object> Pass(object frame);
}

/// <summary>Loses, doubles and swaps each with the same probability; the same seed gives the same faults to the same connection.</summary>
public sealed class SeededFrameFaults(double probability, int seed) : IFrameFaults
{
    private int _lines;

    public IFrameFaultLine NewLine() => new Line(probability, seed + Interlocked.Increment(ref _lines));

    private sealed class Line(double probability, int seed) : IFrameFaultLine
    {
        private readonly Random _random = new(seed);
        private object? _held;

        public IReadOnlyList<object> Pass(object frame)
        {
            var draw = _random.NextDouble();
            if (draw < probability) return Released();
            if (draw < 2 * probability) return [frame, frame, .. Released()];
            if (draw >= 3 * probability || _held is not null) return [frame, .. Released()];
            _held = frame;
            return [];
        }

        private object[] Released()
        {
            if (_held is not { } held) return [];
            _held = null;
            return [held];
        }
    }
}

using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>
/// Runs a trial on one thread and decides, by dice, whose step is next. The same seed gives the same run, step for step, whatever the machine does.
/// </summary>
internal sealed class Interleaving(Dice dice) : IPace
{
    private const int MostIdleSteps = 100_000;

    private readonly List<TaskCompletionSource> _waiting = [];

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(55));

    public long Steps { get; private set; }

    public Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    public void Run(Func<Task> trial)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null); // a continuation runs here, at once, not somewhere later
        try
        {
            var run = trial();
            for (var idle = 0; !run.IsCompleted;)
            {
                if (_waiting.Count == 0)
                {
                    if (idle++ > MostIdleSteps) throw new InvalidOperationException("The trial waits for nothing that could happen.");
                    Time.Advance(TimeSpan.FromMilliseconds(50));
                    continue;
                }
                var chosen = dice.Next(_waiting.Count);
                var turn = _waiting[chosen];
                _waiting.RemoveAt(chosen);
                Steps++;
                turn.SetResult();
            }
            run.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

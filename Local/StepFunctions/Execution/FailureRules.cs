using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Which Retrier and which Catcher an error is for.</summary>
internal sealed class FailureRules(State state, Random random)
{
    /// <summary>Each Retrier counts for itself.</summary>
    private readonly int[] _attempts = new int[state.Retry.Count];

    /// <summary>How long to wait before the next attempt; null if there is none.</summary>
    public TimeSpan? NextAttempt(StateError error)
    {
        if (error.IsFinal) return null;
        for (var i = 0; i < state.Retry.Count; i++)
        {
            var retrier = state.Retry[i];
            if (!Matches(retrier.Errors, error.Error)) continue;
            return _attempts[i] < retrier.MaxAttempts ? Delay(retrier, _attempts[i]++) : null; // the first that matches decides
        }
        return null;
    }

    public Catcher? Catcher(StateError error) =>
        error.IsFinal ? null : state.Catch.FirstOrDefault(c => Matches(c.Errors, error.Error));

    private TimeSpan Delay(Retrier retrier, int attempt)
    {
        var seconds = retrier.Interval.TotalSeconds * Math.Pow(retrier.BackoffRate, attempt);
        seconds = Math.Min(seconds, retrier.MaxDelay?.TotalSeconds ?? TimeSpan.FromDays(366).TotalSeconds);
        return TimeSpan.FromSeconds(retrier.HasFullJitter ? seconds * random.NextDouble() : seconds);
    }

    private bool Matches(IReadOnlyList<string> names, string error)
    {
        foreach (var name in names)
        {
            if (name == error) return true;
            if (error == ErrorNames.Runtime) continue; // only by its own name
            if (name == ErrorNames.All || (name == ErrorNames.TaskFailed && error != ErrorNames.Timeout)) return true;
            if (name == ErrorNames.BranchFailed && state is ParallelState) return true;
            if (name == ErrorNames.Timeout && error == ErrorNames.HeartbeatTimeout) return true;
        }
        return false;
    }
}

using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>The events are in the log, with these seqs.</summary>
    public sealed record Appended(IReadOnlyList<RecordedEvent> Events) : AppendResult;

    /// <summary>The command was in the log already. These are the events it caused then; what was passed now is not written.</summary>
    public sealed record Repeated(IReadOnlyList<RecordedEvent> Events) : AppendResult;

    /// <summary>A condition of a state write did not hold and nothing was written: load the state again and decide again.</summary>
    /// <param name="FailedWrites">Indexes into the state writes that were passed.</param>
    public sealed record StateChanged(IReadOnlyList<int> FailedWrites) : AppendResult;

    /// <summary>Too many writers met at one place, or the table throttles. The same command may be sent again at once.</summary>
    public sealed record Contended : AppendResult;
}

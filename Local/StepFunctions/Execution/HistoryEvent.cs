using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>One event of an execution's history, as GetExecutionHistory shows it; the interpreter resumes an execution from them.</summary>
/// <param name="Id">1 and up, without a gap within an execution.</param>
/// <param name="PreviousId">The event that led to this one; 0 for the first.</param>
/// <param name="Type">AWS's name: <c>TaskStateEntered</c>, <c>LambdaFunctionScheduled</c>, <c>ExecutionSucceeded</c> …</param>
/// <param name="Details">The members of <c>…EventDetails</c> as on the wire; inputs and outputs are JSON texts in strings. Null where the type has none.</param>
/// <param name="Scope">Not on the wire: which branch or iteration the event belongs to; empty for the machine's own states.</param>
/// <param name="Private">Not on the wire: what resuming needs and history does not tell (a task token, variables, a wait's end).</param>
public sealed record HistoryEvent(
    long Id, long PreviousId, DateTimeOffset Time, string Type, JsonObject? Details, string Scope = "", JsonObject? Private = null);

/// <summary>The history of one execution. Used by one interpreter at a time, whose branches may call from several threads.</summary>
public interface IExecutionHistory
{
    /// <summary>What an earlier run of the host has recorded, in order; empty when the execution is new.</summary>
    IReadOnlyList<HistoryEvent> Recorded { get; }

    int Count { get; }

    /// <summary>Gives the event the next id and keeps it. Not yet durable.</summary>
    HistoryEvent Append(long previousId, string type, JsonObject? details, string scope = "", JsonObject? @private = null);

    /// <summary>Returns when all that was appended survives <c>kill -9</c>. The interpreter calls it before an effect (a task, a child) and after each outcome; group commit is the implementation's.</summary>
    ValueTask PersistAsync(CancellationToken cancel);
}

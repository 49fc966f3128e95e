using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language.Choices;
using EventChat.Local.StepFunctions.Language.Intrinsics;
using EventChat.Local.StepFunctions.Language.Paths;

namespace EventChat.Local.StepFunctions.Language.States;

/// <summary>The states of a machine, a branch or an item processor.</summary>
internal sealed record StateGroup(string StartAt, IReadOnlyDictionary<string, State> States);

/// <summary>InputPath, OutputPath or ResultPath: absent is <c>$</c>, null discards.</summary>
internal readonly record struct DataPath(JsonPath? Path, bool IsNull);

/// <summary>Seconds or a count, given or to be found at a path.</summary>
internal sealed record Amount(decimal? Value, JsonPath? Path, string Field);

internal abstract record State(string Name, string Type)
{
    public string? Next { get; init; }

    public DataPath InputPath { get; init; }

    public DataPath OutputPath { get; init; }

    public DataPath ResultPath { get; init; }

    public Template? Parameters { get; init; }

    public Template? ResultSelector { get; init; }

    public Template? Assign { get; init; }

    public IReadOnlyList<Retrier> Retry { get; init; } = [];

    public IReadOnlyList<Catcher> Catch { get; init; } = [];
}

internal sealed record PassState(string Name, JsonNode? Result, bool HasResult) : State(Name, "Pass");

internal sealed record TaskState(string Name, string Resource, string Service, string Api, ServicePattern Pattern, Amount? Timeout, Amount? Heartbeat) : State(Name, "Task")
{
    /// <summary>A function by its ARN: it gets the payload itself, and its events are Lambda's own.</summary>
    public bool IsFunction => Api.Length == 0;
}

internal sealed record ChoiceState(string Name, IReadOnlyList<ChoiceRule> Rules, string? Default) : State(Name, "Choice");

internal sealed record WaitState(string Name, Amount? Seconds, DateTimeOffset? Timestamp, JsonPath? TimestampPath) : State(Name, "Wait");

internal sealed record SucceedState(string Name) : State(Name, "Succeed");

internal sealed record FailState(string Name, string? Error, IntrinsicExpression? ErrorPath, string? Cause, IntrinsicExpression? CausePath) : State(Name, "Fail");

internal sealed record ParallelState(string Name, IReadOnlyList<StateGroup> Branches) : State(Name, "Parallel");

internal sealed record MapState(string Name, StateGroup Processor, JsonPath? ItemsPath, Template? ItemSelector, Amount? MaxConcurrency) : State(Name, "Map")
{
    public DistributedMap? Distributed { get; init; }
}

/// <param name="Processor">The item processor as a machine of its own: its children are executions.</param>
internal sealed record DistributedMap(
    StateMachineDefinition Processor, ExecutionType Type, string Label, Amount? ToleratedPercentage, Amount? ToleratedCount,
    ItemReader? Reader, ItemBatcher? Batcher, ResultWriter? Writer);

/// <param name="Api"><c>getObject</c> or <c>listObjectsV2</c>.</param>
/// <param name="InputType"><c>JSON</c>, <c>JSONL</c> or <c>CSV</c>.</param>
internal sealed record ItemReader(string Api, Template Parameters, string InputType, bool HasHeaderRow, IReadOnlyList<string> Headers, Amount? MaxItems);

internal sealed record ItemBatcher(Amount? MaxItems, Amount? MaxBytes, Template? BatchInput);

internal sealed record ResultWriter(Template Parameters);

/// <param name="MaxDelay">Of the delay before a retry, after the back-off.</param>
internal sealed record Retrier(IReadOnlyList<string> Errors, TimeSpan Interval, int MaxAttempts, double BackoffRate, TimeSpan? MaxDelay, bool HasFullJitter);

internal sealed record Catcher(IReadOnlyList<string> Errors, DataPath ResultPath, string Next, Template? Assign);

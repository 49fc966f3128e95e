using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>What the API shows.</summary>
internal static class Views
{
    /// <summary>Seconds since 1970, to the millisecond.</summary>
    public static JsonNode Time(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000.0);

    public static string Status(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        ExecutionStatus.TimedOut => "TIMED_OUT",
        ExecutionStatus.Aborted => "ABORTED",
        ExecutionStatus.PendingRedrive => "PENDING_REDRIVE",
        _ => throw new System.Diagnostics.UnreachableException(status.ToString()),
    };

    public static string Type(ExecutionType type) => type is ExecutionType.Express ? "EXPRESS" : "STANDARD";

    public static JsonObject Machine(StateMachine machine, bool withData) => new()
    {
        ["stateMachineArn"] = machine.Arn, ["name"] = machine.Name, ["status"] = machine.Deleting ? "DELETING" : "ACTIVE",
        ["definition"] = withData ? machine.Definition : "", ["roleArn"] = machine.RoleArn, ["type"] = Type(machine.Type),
        ["creationDate"] = Time(machine.CreatedAt), ["loggingConfiguration"] = machine.Logging.DeepClone(),
        ["tracingConfiguration"] = machine.Tracing.DeepClone(), ["revisionId"] = machine.RevisionId == Initial ? null : machine.RevisionId,
        ["encryptionConfiguration"] = new JsonObject { ["type"] = "AWS_OWNED_KEY" },
    };

    /// <summary>A machine never updated has no revision, on AWS as here.</summary>
    public const string Initial = "INITIAL";

    public static JsonObject MachineItem(StateMachine machine) => new()
    {
        ["stateMachineArn"] = machine.Arn, ["name"] = machine.Name, ["type"] = Type(machine.Type), ["creationDate"] = Time(machine.CreatedAt),
    };

    public static JsonObject Execution(StoredExecution execution, DateTimeOffset now, bool withData = true)
    {
        var (start, end) = (execution.Start, execution.End);
        var view = new JsonObject
        {
            ["executionArn"] = start.Arn, ["stateMachineArn"] = start.MachineArn, ["name"] = start.Name,
            ["status"] = Status(end?.Status ?? ExecutionStatus.Running), ["startDate"] = Time(start.StartTime),
        };
        if (end is not null) view["stopDate"] = Time(end.Time);
        if (withData) view["input"] = start.Input;
        view["inputDetails"] = new JsonObject { ["included"] = withData };
        if (end?.Output is { } output)
        {
            if (withData) view["output"] = output;
            view["outputDetails"] = new JsonObject { ["included"] = withData };
        }
        if (start.TraceHeader is not null) view["traceHeader"] = start.TraceHeader;
        if (start.MapRunArn is not null) view["mapRunArn"] = start.MapRunArn;
        if (end?.Error is not null) view["error"] = end.Error;
        if (end?.Cause is not null && withData) view["cause"] = end.Cause;
        if (start.Type is ExecutionType.Standard) AddRedrive(view, execution, now);
        return view;
    }

    private static void AddRedrive(JsonObject view, StoredExecution execution, DateTimeOffset now)
    {
        view["redriveCount"] = execution.RedriveCount;
        if (execution.RedriveTime is { } redriven) view["redriveDate"] = Time(redriven);
        if (execution.End is null) view["redriveStatus"] = "NOT_REDRIVABLE";
        else if (execution.Start.MapRunArn is not null && execution.End.Status is not ExecutionStatus.Succeeded) view["redriveStatus"] = "REDRIVABLE_BY_MAP_RUN";
        else view["redriveStatus"] = RedriveRules.Refuse(execution, now) is null ? "REDRIVABLE" : "NOT_REDRIVABLE";
        if (view["redriveStatus"]!.ToString() is "NOT_REDRIVABLE") view["redriveStatusReason"] = RedriveRules.Refuse(execution, now);
    }

    public static JsonObject Summary(ExecutionSummary execution)
    {
        var view = new JsonObject
        {
            ["executionArn"] = execution.Arn, ["stateMachineArn"] = execution.MachineArn, ["name"] = execution.Name,
            ["status"] = Status(execution.Status), ["startDate"] = Time(execution.StartDate), ["redriveCount"] = execution.RedriveCount,
        };
        if (execution.StopDate is { } stop) view["stopDate"] = Time(stop);
        if (execution.RedriveDate is { } redriven) view["redriveDate"] = Time(redriven);
        return view;
    }
}

using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>A Standard execution has started or ended; EventBridge's default bus hears of it, from <c>aws.states</c>.</summary>
/// <param name="Detail">As on AWS: <c>executionArn</c>, <c>status</c>, <c>input</c> …; times are milliseconds since 1970.</param>
public sealed record ExecutionStatusChange(DateTimeOffset Time, IReadOnlyList<string> Resources, JsonObject Detail)
{
    public const string Source = "aws.states";
    public const string DetailType = "Step Functions Execution Status Change";
}

/// <summary>Tells whoever listens.</summary>
internal sealed class StatusChanges(TimeProvider time, ILogger log)
{
    public event Action<ExecutionStatusChange>? Changed;

    public void Started(StoredExecution execution) => Tell(execution, null);

    public void Ended(StoredExecution execution) => Tell(execution, execution.End);

    private void Tell(StoredExecution execution, ExecutionEnd? end)
    {
        if (Changed is not { } listeners) return;
        var start = execution.Start;
        var detail = new JsonObject
        {
            ["executionArn"] = start.Arn, ["stateMachineArn"] = start.MachineArn, ["name"] = start.Name,
            ["status"] = Views.Status(end?.Status ?? ExecutionStatus.Running),
            ["startDate"] = start.StartTime.ToUnixTimeMilliseconds(), ["stopDate"] = end?.Time.ToUnixTimeMilliseconds(),
            ["input"] = start.Input, ["inputDetails"] = new JsonObject { ["included"] = true },
            ["output"] = end?.Output, ["outputDetails"] = end?.Output is null ? null : new JsonObject { ["included"] = true },
            ["error"] = end?.Error, ["cause"] = end?.Cause,
            ["stateMachineVersionArn"] = null, ["stateMachineAliasArn"] = null,
            ["redriveCount"] = execution.RedriveCount, ["redriveDate"] = execution.RedriveTime?.ToUnixTimeMilliseconds(),
        };
        try
        {
            listeners(new(end?.Time ?? time.GetUtcNow(), [start.Arn], detail));
        }
        catch (Exception e)
        {
            // An execution does not fail for want of a listener.
            log.ListenerFailed(e);
        }
    }
}

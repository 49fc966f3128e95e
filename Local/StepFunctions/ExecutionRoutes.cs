using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.StepFunctions.Storage;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.StepFunctions;

/// <summary>
/// What ran, of either type: AWS's API tells nothing of Express executions, a developer wants to see them. <c>/_local/executions.json</c>,
/// the newest first, and <c>/_local/history.json?arn=…</c>. Nothing of it exists on AWS.
/// </summary>
internal sealed class ExecutionRoutes(StandardExecutions standard, ExpressExecutions express, StateMachines machines) : IHttpRoutes
{
    /// <summary>Executions of an answer.</summary>
    private const int Most = 200;

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        JsonObject? answer = http.Request.Path.Value switch
        {
            "/_local/executions.json" => List(),
            "/_local/history.json" => History(http.Request.Query["arn"].ToString()),
            _ => null,
        };
        if (answer is null) return false;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
        return true;
    }

    private JsonObject List()
    {
        var shown = express.Known.Select(Summary).Concat(standard.All).OrderByDescending(e => e.StartDate).Take(Most).Select(Views.Summary);
        return new() { ["executions"] = new JsonArray([.. shown]), ["machines"] = new JsonArray([.. machines.All.Select(Views.MachineItem)]) };
    }

    private static ExecutionSummary Summary(StoredExecution execution) => new(
        execution.Start.Arn, execution.Start.MachineArn, execution.Start.Name, execution.Start.StartTime,
        execution.End?.Status ?? ExecutionStatus.Running, execution.End?.Time);

    private JsonObject? History(string arn)
    {
        if (Find(arn) is not { } execution) return null;
        return new()
        {
            ["execution"] = Views.Execution(execution, DateTimeOffset.MaxValue),
            ["events"] = new JsonArray([.. execution.Events.Select(e => HistoryOperation.View(e, withData: true))]),
        };
    }

    private StoredExecution? Find(string arn)
    {
        try
        {
            return Arns.IsExpress(arn) ? express.Known.FirstOrDefault(e => e.Start.Arn == arn) : standard.Describe(arn);
        }
        catch (StepFunctionsException)
        {
            return null;
        }
    }
}

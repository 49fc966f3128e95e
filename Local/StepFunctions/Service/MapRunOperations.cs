using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Service;

internal sealed class MapRunOperations(MapRuns mapRuns, StandardExecutions executions)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Of("ListMapRuns", "executionArn maxResults nextToken", List),
        Operation.Of("DescribeMapRun", "mapRunArn", request => View(mapRuns.Require(request.Required("mapRunArn", 2_000)))),
        Operation.Async("UpdateMapRun", "mapRunArn maxConcurrency toleratedFailurePercentage toleratedFailureCount", UpdateAsync),
    ];

    private JsonObject List(Request request)
    {
        var execution = executions.Describe(request.Arn("executionArn"));
        // Of a Map Run's start the history tells; a restart of the host may tell it twice.
        var runs = execution.Events.Where(e => e.Type == "MapRunStarted").Select(e => e.Details!["mapRunArn"]!.ToString()).Distinct()
            .Select(mapRuns.Find).OfType<MapRun>().OrderBy(run => run.Arn, StringComparer.Ordinal);
        return Paging.Page(request, "mapRuns", runs, run => run.Arn, run =>
        {
            var view = new JsonObject
            {
                ["executionArn"] = execution.Start.Arn, ["mapRunArn"] = run.Arn, ["stateMachineArn"] = execution.Start.MachineArn,
                ["startDate"] = Views.Time(run.StartedAt),
            };
            if (run.StoppedAt is { } stopped) view["stopDate"] = Views.Time(stopped);
            return view;
        });
    }

    private async Task<JsonObject> UpdateAsync(Request request, CancellationToken cancel)
    {
        var arn = request.Required("mapRunArn", 2_000);
        var run = mapRuns.Require(arn);
        var (concurrency, percentage, count) = (
            request.Integer("maxConcurrency"), request.Number("toleratedFailurePercentage", 0, 100),
            request.Integer("toleratedFailureCount", 0, long.MaxValue));
        if (run.Status is not ExecutionStatus.Running) throw StepFunctionsException.Validation("Map Run is not running and cannot be updated");
        if (percentage is { } p) run.ToleratedFailurePercentage = p;
        if (count is { } c) run.ToleratedFailureCount = c;
        if (concurrency is { } m) run.MaxConcurrency = (int)m;
        await mapRuns.SaveAsync(run, cancel);
        return [];
    }

    private static JsonObject View(MapRun run)
    {
        var view = new JsonObject
        {
            ["mapRunArn"] = run.Arn, ["executionArn"] = run.Start.ExecutionArn, ["status"] = Views.Status(run.Status),
            ["startDate"] = Views.Time(run.StartedAt), ["maxConcurrency"] = run.MaxConcurrency,
            ["toleratedFailurePercentage"] = run.ToleratedFailurePercentage, ["toleratedFailureCount"] = run.ToleratedFailureCount,
            ["itemCounts"] = Counts(run.Items), ["executionCounts"] = Counts(run.Executions), ["redriveCount"] = run.RedriveCount,
        };
        if (run.StoppedAt is { } stopped) view["stopDate"] = Views.Time(stopped);
        if (run.RedrivenAt is { } redriven) view["redriveDate"] = Views.Time(redriven);
        return view;
    }

    private static JsonObject Counts(MapRunCounts counts) => new()
    {
        ["pending"] = counts.Pending, ["running"] = counts.Running, ["succeeded"] = counts.Succeeded, ["failed"] = counts.Failed,
        ["timedOut"] = counts.TimedOut, ["aborted"] = counts.Aborted, ["total"] = counts.Total, ["resultsWritten"] = counts.ResultsWritten,
        ["failuresNotRedrivable"] = 0, ["pendingRedrive"] = 0,
    };
}

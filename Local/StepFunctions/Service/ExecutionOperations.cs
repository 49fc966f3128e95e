using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

internal sealed class ExecutionOperations(
    StateMachines machines, StandardExecutions standard, ExpressExecutions express, MapRuns mapRuns, TimeProvider time)
{
    private static readonly string[] Statuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

    public IEnumerable<Operation> All =>
    [
        Operation.Of("StartExecution", "stateMachineArn name input traceHeader", Start),
        Operation.Async("StartSyncExecution", "stateMachineArn name input traceHeader includedData", StartSyncAsync),
        Operation.Async("StopExecution", "executionArn error cause", async (request, cancel) => new()
        {
            ["stopDate"] = Views.Time(await standard.StopAsync(request.Arn("executionArn"), request.Text("error", 0, 256), request.Text("cause", 0, 32_768), cancel)),
        }),
        Operation.Of("DescribeExecution", "executionArn includedData", request => Views.Execution(
            standard.Describe(request.Arn("executionArn")), time.GetUtcNow(), StateMachineOperations.WithData(request))),
        Operation.Of("ListExecutions", "stateMachineArn statusFilter maxResults nextToken mapRunArn redriveFilter", List),
        Operation.Of("RedriveExecution", "executionArn clientToken", request => new()
        {
            ["redriveDate"] = Views.Time(standard.Redrive(Arns.CheckExecution(request.Arn("executionArn")), request.Text("clientToken", 1, 64))),
        }),
    ];

    private JsonObject Start(Request request)
    {
        var machine = machines.RequireActive(request.Arn("stateMachineArn"));
        var (text, value) = request.Input();
        var (name, trace) = (request.Text("name"), request.Text("traceHeader", 0, 256));
        var start = machine.Type is ExecutionType.Express
            ? express.Start(machine, name, text, value, trace)
            : standard.Start(machine, name, text, value, trace);
        return new() { ["executionArn"] = start.Arn, ["startDate"] = Views.Time(start.StartTime) };
    }

    private async Task<JsonObject> StartSyncAsync(Request request, CancellationToken cancel)
    {
        var machine = machines.RequireActive(request.Arn("stateMachineArn"));
        if (machine.Type is not ExecutionType.Express)
            throw new StepFunctionsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        var (text, value) = request.Input();
        var ended = await express.RunAsync(machine, request.Text("name"), text, value, request.Text("traceHeader", 0, 256), cancel);
        var view = Views.Execution(ended, time.GetUtcNow(), StateMachineOperations.WithData(request));
        // An Express execution is billed by 100 ms and 64 MB; what it would take is not known here, so the least is said.
        var milliseconds = ((ended.End?.Time ?? time.GetUtcNow()) - ended.Start.StartTime).TotalMilliseconds;
        view["billingDetails"] = new JsonObject
        {
            ["billedMemoryUsedInMB"] = 64, ["billedDurationInMilliseconds"] = (long)Math.Max(1, Math.Ceiling(milliseconds / 100)) * 100,
        };
        return view;
    }

    private JsonObject List(Request request)
    {
        var (machineArn, mapRunArn) = (request.Text("stateMachineArn"), request.Text("mapRunArn"));
        if ((machineArn is null) == (mapRunArn is null))
            throw StepFunctionsException.Validation("Must provide exactly one of stateMachineArn or mapRunArn");
        var status = request.OneOf("statusFilter", Statuses);
        var redriven = request.OneOf("redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        if (redriven is not null && machineArn is null)
            throw StepFunctionsException.Validation("redriveFilter is for the executions of a state machine");
        var found = (mapRunArn is not null ? mapRuns.Children(mapRunArn) : OfMachine(machineArn!))
            .Where(e => status is null || Views.Status(e.Status) == status)
            .Where(e => redriven is null || (redriven == "REDRIVEN") == e.RedriveCount > 0)
            .OrderBy(Key, StringComparer.Ordinal);
        return Paging.Page(request, "executions", found, Key, e =>
        {
            var view = Views.Summary(e);
            if (mapRunArn is not null) view["mapRunArn"] = mapRunArn;
            return view;
        });
    }

    private IEnumerable<ExecutionSummary> OfMachine(string arn)
    {
        if (machines.Require(arn).Type is ExecutionType.Express)
            throw new StepFunctionsException("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        return standard.All.Where(e => e.MachineArn == arn);
    }

    // The newest first.
    private static string Key(ExecutionSummary execution) => string.Create(
        CultureInfo.InvariantCulture, $"{long.MaxValue - execution.StartDate.UtcTicks:D19}{execution.Arn}");
}

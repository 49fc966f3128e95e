using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>The Map Runs and their child executions. A file each keeps how it began, how it stands and how every child ended.</summary>
internal sealed class MapRuns(string folder, StateMachines machines, ExecutionFiles files, ExecutionRunner runner, TimeProvider time, ITaskPermissions? permissions = null) : IChildExecutions
{
    private readonly ConcurrentDictionary<string, OpenMapRun> _open = new(StringComparer.Ordinal);

    public MapRun? Find(string arn) => _open.TryGetValue(arn, out var open) ? open.Run : StoredMapRun.Read(FileOf(arn))?.Run;

    /// <exception cref="StepFunctionsException"><c>ResourceNotFound</c>, <c>InvalidArn</c>.</exception>
    public MapRun Require(string arn) => Find(Arns.CheckMapRun(arn)) ?? throw StepFunctionsException.NoResource(arn);

    public IEnumerable<ExecutionSummary> Children(string arn)
    {
        Arns.CheckMapRun(arn);
        var (run, ended) = _open.TryGetValue(arn, out var open) ? (open.Run, open.Ended)
            : StoredMapRun.Read(FileOf(arn)) is { } stored ? (stored.Run, stored.Children.Values)
            : throw StepFunctionsException.NoResource(arn);
        var machine = ChildNames.MachineOf(run);
        var running = runner.All.Where(e => e.Start.MapRunArn == arn).Select(e => e.Start).ToList();
        return ended.Select(e => new ExecutionSummary(ChildNames.ArnOf(run, e.Name), machine.Arn, e.Name, e.StartDate, e.Status, e.StopDate, e.Redrive))
            .Concat(running.Select(s => new ExecutionSummary(s.Arn, s.MachineArn, s.Name, s.StartTime, ExecutionStatus.Running)))
            .GroupBy(e => e.Name).Select(same => same.Last());
    }

    public ValueTask<MapRun> OpenRunAsync(MapRunStart start, CancellationToken cancel)
    {
        var arn = Arns.MapRun(ChildNames.MachineNameOf(start.ExecutionArn), start.Label, Id($"{start.ExecutionArn}\n{start.Visit}"));
        return ValueTask.FromResult(_open.GetOrAdd(arn, _ => Open(arn, start)).Run);
    }

    public ValueTask SaveAsync(MapRun run, CancellationToken cancel)
    {
        FileOf(run.Arn).Append(StorageJson.Line(new MapRunLine(State: MapRunState.Of(run)), StorageJson.Default.MapRunLine));
        if (run.Status is not ExecutionStatus.Running) _open.TryRemove(run.Arn, out _);
        return ValueTask.CompletedTask;
    }

    public async Task<ExecutionResult> RunAsync(ChildStart child, CancellationToken cancel)
    {
        var run = child.Run;
        if (!_open.TryGetValue(run.Arn, out var open)) throw new InvalidOperationException($"Map Run {run.Arn} is not open.");
        if (open.TakeRecorded(child.Index, run.RedriveCount) is { } recorded) return new(recorded.Status, recorded.Output, recorded.Error, recorded.Cause);
        if (permissions?.RefusesChild(RoleOf(run), Arns.Machine(ChildNames.MachineNameOf(run.Start.ExecutionArn))) is { } why)
            return new(ExecutionStatus.Failed, Error: "StepFunctions.AccessDeniedException", Cause: why);
        var execution = Create(child, open.Resumed);
        var stored = execution.Snapshot();
        if (stored.End is { } end && end.Status is ExecutionStatus.Succeeded)
            return Keep(open, child, execution, new(end.Status, end.Output is null ? null : JsonNode.Parse(end.Output)));
        // The host's end cancels, too; then nothing is to be recorded.
        await using var aborting = cancel.UnsafeRegister(_ =>
        {
            if (!runner.HostEnds.IsCancellationRequested) execution.Stop(null, null);
        }, null);
        ExecutionResult? kept = null;
        await runner.RunAsync(execution, child.Input?.DeepClone(), (ended, result) => kept = Keep(open, child, ended, result), away: true);
        return kept ?? throw new OperationCanceledException(runner.HostEnds);
    }

    private ExecutionResult Keep(OpenMapRun open, ChildStart child, RunningExecution execution, ExecutionResult result)
    {
        var ended = new ChildEnd(
            child.Index, execution.Start.Name, execution.Start.StartTime, time.GetUtcNow(), result.Status, result.Output, result.Error, result.Cause,
            child.Run.RedriveCount);
        open.File.Append(StorageJson.Line(new MapRunLine(Child: ended), StorageJson.Default.MapRunLine));
        open.SetEnded(ended);
        return result;
    }

    private OpenMapRun Open(string arn, MapRunStart start)
    {
        var file = FileOf(arn);
        if (StoredMapRun.Read(file) is { } stored)
        {
            var redrives = runner.Find(start.ExecutionArn)?.RedriveCount ?? 0;
            if (stored.Run.Status is not ExecutionStatus.Running && redrives > stored.Run.RedriveCount)
                (stored.Run.RedriveCount, stored.Run.RedrivenAt, stored.Run.Status, stored.Run.StoppedAt) = (redrives, time.GetUtcNow(), ExecutionStatus.Running, null);
            return new OpenMapRun(file, stored.Run, stored.Children.Values, resumed: true);
        }
        var run = new MapRun(arn, start, time.GetUtcNow());
        file.Append(StorageJson.Line(new MapRunLine(arn, start, run.StartedAt), StorageJson.Default.MapRunLine));
        return new OpenMapRun(file, run, [], resumed: false);
    }

    private RunningExecution Create(ChildStart child, bool resumed)
    {
        var run = child.Run;
        var (machineArn, machineName) = ChildNames.MachineOf(run);
        var name = Id($"{run.Arn}\n{child.Index}").ToString();
        var arn = child.Type is ExecutionType.Express ? Arns.Express(machineName, name, Id($"{run.Arn}\n{child.Index}\nexpress")) : ChildNames.ArnOf(run, name);
        var stored = resumed && child.Type is ExecutionType.Standard ? files.Read(arn) : null;
        var start = stored?.Start ?? new ExecutionStart(
            arn, name, machineArn, machineName, RoleOf(run), machines.Keep(child.Processor.Text), time.GetUtcNow(), child.Input?.ToJsonString() ?? "null",
            child.Type, null, run.Arn, run.Start.Label);
        if (child.Type is ExecutionType.Express)
        {
            var memory = new MemoryHistory(time);
            return new(start, child.Processor, memory, () => memory.Events);
        }
        var history = new StoredHistory(stored is null ? files.Create(start) : files.Of(arn), stored?.Events ?? [], time);
        // It had failed, and a redrive of the Map Run runs it again.
        if (stored?.End is { Status: not ExecutionStatus.Succeeded })
        {
            history.Append(history.Count, "ExecutionRedriven", new JsonObject { ["redriveCount"] = run.RedriveCount });
            history = new StoredHistory(files.Of(arn), history.Events, time);
        }
        return new(start, child.Processor, history, () => history.Events) { RedriveCount = run.RedriveCount, RedriveTime = run.RedrivenAt };
    }

    private string RoleOf(MapRun run) => runner.Find(run.Start.ExecutionArn)?.Start.RoleArn ?? "";

    private AppendFile FileOf(string arn) => new(Path.Combine(folder, $"{Id(arn):N}.jsonl"));

    /// <summary>The same for ever: a child that has ended is found again after a restart.</summary>
    private static Guid Id(string of) => new(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16));
}

/// <summary>A Map Run while its execution is at work.</summary>
internal sealed class OpenMapRun
{
    private readonly ConcurrentDictionary<int, ChildEnd> _recorded = new();
    private readonly ConcurrentDictionary<int, ChildEnd> _ended = new();

    public OpenMapRun(AppendFile file, MapRun run, IEnumerable<ChildEnd> children, bool resumed)
    {
        (File, Run, Resumed) = (file, run, resumed);
        foreach (var child in children)
        {
            _recorded[child.Index] = child;
            SetEnded(child);
        }
    }

    public AppendFile File { get; }

    public MapRun Run { get; }

    /// <summary>An earlier run of the host, or of the execution before a redrive, has begun it.</summary>
    public bool Resumed { get; }

    public IEnumerable<ChildEnd> Ended => _ended.Values;

    // The Map has the output by now; here it would only take memory.
    public void SetEnded(ChildEnd child) => _ended[child.Index] = child with { Output = null, Cause = null };

    /// <summary>What an earlier run of the host recorded, once; not a failure that a redrive is to run again.</summary>
    public ChildEnd? TakeRecorded(int index, int redrive) =>
        _recorded.TryRemove(index, out var child) && (child.Status is ExecutionStatus.Succeeded || child.Redrive >= redrive) ? child : null;
}

/// <summary>How AWS names the children of a Map Run: after the machine and the Map's label.</summary>
internal static class ChildNames
{
    public static string MachineNameOf(string executionArn) => executionArn.Split(':')[6].Split('/')[0];

    public static (string Arn, string Name) MachineOf(MapRun run)
    {
        var name = $"{MachineNameOf(run.Start.ExecutionArn)}/{run.Start.Label}";
        return (Arns.Machine(name), name);
    }

    public static string ArnOf(MapRun run, string name) => Arns.Execution(MachineOf(run).Name, name);
}

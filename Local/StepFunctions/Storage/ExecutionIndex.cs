using System.Collections.Concurrent;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>A line of a list of executions.</summary>
/// <param name="Deleted">Forget the execution.</param>
internal sealed record ExecutionSummary(
    string Arn, string MachineArn, string Name, DateTimeOffset StartDate, ExecutionStatus Status, DateTimeOffset? StopDate = null,
    int RedriveCount = 0, DateTimeOffset? RedriveDate = null, bool Deleted = false);

/// <summary>All Standard executions in brief, without the children of Map Runs: a journal, its last line of each execution in memory.</summary>
internal sealed class ExecutionIndex : IDisposable
{
    /// <summary>As long as AWS keeps a finished execution, and its name taken.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<string, ExecutionSummary> _executions = new(StringComparer.Ordinal);
    private readonly AppendFile _file;

    public ExecutionIndex(string path, ExecutionFiles files, TimeProvider time)
    {
        _file = new AppendFile(path, keepOpen: true);
        var lines = Load();
        var oldest = time.GetUtcNow() - Retention;
        foreach (var expired in _executions.Values.Where(e => e.StopDate < oldest).ToList()) Forget(expired, files);
        // An execution writes two lines, its start and its end: what is far more than one each is worth leaving behind.
        if (lines > 2 * _executions.Count + 1_000) Compact();
    }

    public IEnumerable<ExecutionSummary> All => _executions.Values;

    public ExecutionSummary? Find(string arn) => _executions.GetValueOrDefault(arn);

    public void Set(ExecutionSummary execution)
    {
        _executions[execution.Arn] = execution;
        _file.Append(StorageJson.Line(execution, StorageJson.Default.ExecutionSummary));
    }

    public void Forget(ExecutionSummary execution, ExecutionFiles files)
    {
        _executions.TryRemove(execution.Arn, out _);
        _file.Append(StorageJson.Line(execution with { Deleted = true }, StorageJson.Default.ExecutionSummary));
        files.Delete(execution.Arn);
    }

    public void Dispose() => _file.Dispose();

    private int Load()
    {
        var lines = 0;
        foreach (var line in _file.Lines())
        {
            lines++;
            if (StorageJson.Parse(line, StorageJson.Default.ExecutionSummary) is not { } execution) continue;
            if (execution.Deleted) _executions.TryRemove(execution.Arn, out _);
            else _executions[execution.Arn] = execution;
        }
        return lines;
    }

    private void Compact() =>
        _file.Replace([.. _executions.Values.SelectMany(e => StorageJson.Line(e, StorageJson.Default.ExecutionSummary))]);
}

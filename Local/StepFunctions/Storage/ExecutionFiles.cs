using System.Security.Cryptography;
using System.Text;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>A file an execution: its start, then its history, an event a line. Only what runs is in memory.</summary>
internal sealed class ExecutionFiles(string folder)
{
    public AppendFile Create(ExecutionStart start)
    {
        var file = Of(start.Arn);
        file.Append(StorageJson.Line(start, StorageJson.Default.ExecutionStart));
        return file;
    }

    public AppendFile Of(string arn)
    {
        // An ARN is longer than a file name may be; two letters of folder keep each folder small.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arn)).AsSpan(0, 20));
        return new AppendFile(Path.Combine(folder, name[..2], $"{name[2..]}.jsonl"));
    }

    public StoredExecution? Read(string arn)
    {
        ExecutionStart? start = null;
        var events = new List<HistoryEvent>();
        foreach (var line in Of(arn).Lines())
        {
            if (start is null)
            {
                start = StorageJson.Parse(line, StorageJson.Default.ExecutionStart);
                if (start is null) return null;
            }
            else if (StorageJson.Parse(line, StorageJson.Default.HistoryEvent) is { } recorded) events.Add(recorded);
        }
        return start is null ? null : new(start, events);
    }

    public void Delete(string arn)
    {
        var file = Of(arn).Path;
        if (File.Exists(file)) File.Delete(file);
    }
}

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>A line: an asynchronous Express execution that was accepted, or the ARN of one that has ended.</summary>
internal sealed record ExpressLine(ExecutionStart? Start = null, string? Ended = null);

/// <summary>Asynchronous Express executions that were accepted and have not ended, so that they can be run again.</summary>
internal sealed class ExpressJournal : IDisposable
{
    /// <summary>Some seconds of traffic; written anew it holds what is at work, which is little.</summary>
    public const long MostPast = 8 << 20;

    private readonly Dictionary<string, ExecutionStart> _open = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly AppendFile _file;
    private readonly long _mostPast;
    private long _past;

    public ExpressJournal(string path, long mostPast = MostPast)
    {
        _file = new AppendFile(path, keepOpen: true);
        _mostPast = mostPast;
        foreach (var line in _file.Lines())
        {
            _past += line.Length + 1;
            if (StorageJson.Parse(line, StorageJson.Default.ExpressLine) is not { } read) continue;
            if (read.Start is { } start) _open[start.Arn] = start;
            if (read.Ended is { } ended) _open.Remove(ended);
        }
    }

    /// <summary>In the order in which they were accepted, as far as one file can tell.</summary>
    public IReadOnlyList<ExecutionStart> Open
    {
        get
        {
            lock (_lock) return [.. _open.Values.OrderBy(start => start.StartTime)];
        }
    }

    public void Accept(ExecutionStart start)
    {
        var line = StorageJson.Line(new ExpressLine(start), StorageJson.Default.ExpressLine);
        lock (_lock)
        {
            _open[start.Arn] = start;
            Append(line);
        }
    }

    public void End(string arn)
    {
        var line = StorageJson.Line(new ExpressLine(Ended: arn), StorageJson.Default.ExpressLine);
        lock (_lock)
            if (_open.Remove(arn)) Append(line);
    }

    public void Dispose() => _file.Dispose();

    private void Append(byte[] line)
    {
        _file.Append(line);
        _past += line.Length;
        if (_past <= _mostPast) return;
        byte[] open = [.. _open.Values.SelectMany(start => StorageJson.Line(new ExpressLine(start), StorageJson.Default.ExpressLine))];
        _file.Replace(open);
        // Counted from here: many at work must not have the file written anew with every line.
        _past = 0;
    }
}

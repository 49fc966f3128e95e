namespace EventChat.Local.Sqs.Queues;

/// <summary>Redrives that run or ran in this process; a restart ends them where they are, and the messages stay where they are.</summary>
internal sealed class MoveTasks(QueueDirectory queues, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Kept of one source; AWS lists no more than ten either.</summary>
    private const int Remembered = 10;

    private readonly List<MoveTask> _tasks = [];
    private readonly Lock _gate = new();

    public MoveTask Start(MessageQueue source, MessageQueue? destination, int? perSecond)
    {
        lock (_gate)
        {
            if (_tasks.Any(t => t.SourceArn == source.Arn && t.Status is "RUNNING" or "CANCELLING"))
                throw SqsException.InvalidParameter("There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
            var task = new MoveTask(source, destination, perSecond, queues.FindArn, time);
            _tasks.Insert(0, task);
            foreach (var old in _tasks.Where(t => t.SourceArn == source.Arn).Skip(Remembered).ToList()) _tasks.Remove(old);
            task.Begin();
            return task;
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MoveTask> Of(string sourceArn)
    {
        lock (_gate) return [.. _tasks.Where(t => t.SourceArn == sourceArn)];
    }

    public MoveTask? Find(string handle)
    {
        lock (_gate) return _tasks.Find(t => t.Handle == handle);
    }

    public async ValueTask DisposeAsync()
    {
        MoveTask[] tasks;
        lock (_gate) tasks = [.. _tasks];
        foreach (var task in tasks) await task.DisposeAsync();
    }
}

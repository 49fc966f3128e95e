using System.Collections.Immutable;

namespace EventChat.Local.Sqs.Queues;

/// <summary>The queues there are, by name.</summary>
/// <param name="folder">Where their files lie; null: in memory, gone with the process.</param>
internal sealed class QueueDirectory : IDisposable
{
    private readonly SortedDictionary<string, MessageQueue> _queues = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly string? _folder;
    private readonly TimeProvider _time;

    public QueueDirectory(string? folder, TimeProvider time)
    {
        (_folder, _time) = (folder, time);
        if (folder is null || !Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl")) Open(Path.GetFileNameWithoutExtension(file), settings: null);
    }

    public IReadOnlyList<MessageQueue> All
    {
        get
        {
            lock (_gate) return [.. _queues.Values];
        }
    }

    public MessageQueue? Find(string name)
    {
        lock (_gate) return _queues.GetValueOrDefault(name);
    }

    public MessageQueue? FindArn(string arn) => arn.StartsWith(LocalAddress.Arn("sqs", ""), StringComparison.Ordinal) ? Find(arn.Split(':')[^1]) : null;

    /// <summary>The queue, or the one that is there: then its attributes must be the same.</summary>
    public MessageQueue Create(string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        lock (_gate)
        {
            if (_queues.TryGetValue(name, out var existing)) return Same(existing, attributes);
            var now = _time.GetUtcNow().ToUnixTimeSeconds();
            var sorted = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, attributes.Where(a => a.Value.Length > 0));
            var settings = new QueueSettings(sorted, ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, tags), now, now);
            CheckRedrive(name, settings);
            return Open(name, settings)!;
        }
    }

    /// <summary>Changes attributes; an empty value takes one away.</summary>
    public void Change(MessageQueue queue, IReadOnlyDictionary<string, string> attributes)
    {
        lock (_gate)
        {
            var now = queue.Settings.Attributes.SetItems(attributes.Where(a => a.Value.Length > 0)).RemoveRange(attributes.Where(a => a.Value.Length == 0).Select(a => a.Key));
            var settings = queue.Settings with { Attributes = now, ModifiedAt = _time.GetUtcNow().ToUnixTimeSeconds() };
            if (attributes.ContainsKey("RedrivePolicy")) CheckRedrive(queue.Name, settings);
            queue.Change(settings);
        }
    }

    public void Delete(MessageQueue queue)
    {
        lock (_gate)
        {
            _queues.Remove(queue.Name);
            queue.DeleteAll();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            foreach (var queue in _queues.Values) queue.Dispose();
    }

    private MessageQueue? Open(string name, QueueSettings? settings)
    {
        var state = new QueueState();
        var journal = QueueJournal.Open(_folder is null ? null : Path.Combine(_folder, $"{name}.jsonl"), state.Apply);
        if (settings is null && state.Settings is null)
        {
            // Cut short in its first line: nobody was told that the queue exists.
            journal.Delete();
            return null;
        }
        var queue = _queues[name] = new MessageQueue(name, state, journal, FindArn, _gate, _time);
        if (settings is not null) queue.Change(settings);
        return queue;
    }

    private static MessageQueue Same(MessageQueue queue, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
            if ((QueueAttributes.NumberNames.Contains(name) ? $"{QueueAttributes.Number(queue.Settings, name)}" : queue.Settings.Attributes.GetValueOrDefault(name, "")) != value)
                throw new SqsException("QueueNameExists", $"A queue already exists with the same name and a different value for attribute {name}", "QueueAlreadyExists");
        return queue;
    }

    private void CheckRedrive(string name, QueueSettings settings)
    {
        if (settings.Redrive is not { } redrive) return;
        var policy = settings.Attributes["RedrivePolicy"];
        var target = FindArn(redrive.Target) ?? throw SqsException.InvalidParameter("RedrivePolicy", policy, "Dead letter target does not exist.");
        if (target.Settings.IsFifo != settings.IsFifo)
            throw SqsException.InvalidParameter("RedrivePolicy", policy, "Dead-letter queue must be same type of queue as the source.");
        if (!RedriveAllowance.Allows(target.Settings.Attributes.GetValueOrDefault("RedriveAllowPolicy"), LocalAddress.Arn("sqs", name)))
            throw SqsException.InvalidParameter("RedrivePolicy", policy, "Queue does not have permission to use the dead letter target.");
    }
}

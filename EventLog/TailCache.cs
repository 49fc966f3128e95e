using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>The tails of the logs used last.</summary>
internal sealed class TailCache
{
    /// <summary>Logs remembered: at some 10 KB for a full tail, 10 MB at most.</summary>
    public const int Capacity = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<LogId, LinkedListNode<(LogId Log, KnownTail Tail)>> _byLog = [];
    private readonly LinkedList<(LogId Log, KnownTail Tail)> _byUse = new();

    public KnownTail? Find(LogId log)
    {
        lock (_gate)
        {
            if (!_byLog.TryGetValue(log, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Tail;
        }
    }

    public KnownTail Learn(LogId log, KnownSegment seen)
    {
        lock (_gate)
        {
            if (_byLog.TryGetValue(log, out var node))
            {
                node.ValueRef.Tail = node.ValueRef.Tail.With(seen);
                return node.ValueRef.Tail;
            }
            if (_byLog.Count == Capacity)
            {
                _byLog.Remove(_byUse.Last!.Value.Log);
                _byUse.RemoveLast();
            }
            return (_byLog[log] = _byUse.AddFirst((log, new KnownTail([seen])))).Value.Tail;
        }
    }
}

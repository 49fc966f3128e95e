using EventChat.Contracts;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>What the clients of a trial sent and what they were told.</summary>
internal sealed class Protocol
{
    private readonly Lock _gate = new();
    private readonly List<Command> _sent = [];
    private readonly List<(Command Command, IReadOnlyList<RecordedEvent> Events)> _acknowledged = [];

    public IReadOnlyList<Command> SentTo(LogId log)
    {
        lock (_gate) return [.. _sent.Where(c => c.Log == log)];
    }

    public IReadOnlyList<(Command Command, IReadOnlyList<RecordedEvent> Events)> AcknowledgedIn(LogId log)
    {
        lock (_gate) return [.. _acknowledged.Where(a => a.Command.Log == log)];
    }

    public void Sent(Command command)
    {
        lock (_gate) _sent.Add(command);
    }

    public void Acknowledged(Command command, IReadOnlyList<RecordedEvent> events)
    {
        lock (_gate) _acknowledged.Add((command, events));
    }
}

using EventChat.Contracts;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>One command of a trial, the same on every sending.</summary>
internal sealed record Command(LogId Log, CommandId Id, IReadOnlyList<PendingEvent> Events, long? AfterSeq, bool ChangesState)
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddYears(55);

    public static Command Draw(Dice dice, LogId log, Dictionary<LogId, long> known)
    {
        var id = new CommandId(dice.Guid());
        var events = Enumerable.Range(0, dice.Percent(80) ? 1 : 1 + dice.Next(4))
            .Select(part => new PendingEvent(new UserId("someone"), At, 1, new ChatEvent.MessageSent(TextOf(id, part) + new string('x', dice.Next(400)))))
            .ToList();
        long seen;
        lock (known) seen = known.GetValueOrDefault(log);
        long? afterSeq = dice.Next(100) switch
        {
            < 70 => seen,
            < 80 => dice.NextLong(seen + 1), // a client that is behind
            < 90 => null, // one that does not say
            < 95 => 0,
            _ => 1_000_000_000, // one that lies
        };
        return new Command(log, id, events, afterSeq, ChangesState: dice.Percent(20));
    }

    /// <summary>Begins every text, so that an event tells which command and which part of it it is.</summary>
    public static string TextOf(CommandId id, int part) => $"{id}/{part}/";
}

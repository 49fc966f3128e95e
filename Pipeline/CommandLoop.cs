using System.Diagnostics;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>Who asks for what: the part of a command that the loop needs.</summary>
public sealed record CommandContext(LogId Log, CommandId Id, UserId Sender, long? AfterSeq = null);

/// <summary>Events the command caused (empty: it found everything as it wanted it), or why it was refused.</summary>
public sealed record CommandOutcome(IReadOnlyList<RecordedEvent> Events, Refusal? Refusal)
{
    public static CommandOutcome Refused(Refusal refusal) => new([], refusal);
}

/// <summary>
/// The one way into the log: decide, append, and decide again if state moved in between. A command that is repeated meets its own
/// events, by its id, and gets the first answer again, whatever the state says by now.
/// </summary>
public sealed class CommandLoop(SegmentLog log, StateTable state, TimeProvider time)
{
    /// <summary>Decisions. Membership of one conversation changes by hand; five in a row lost to others is a storm, and the client may retry.</summary>
    private const int MaxDecisions = 5;

    /// <param name="decide">Loads and decides; the flag asks for fresh state.</param>
    public async Task<CommandOutcome> RunAsync(
        CommandContext command, Func<bool, Task<Decision>> decide, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MaxDecisions; attempt++)
        {
            switch (await decide(attempt > 0))
            {
                case Decision.Refused refused:
                    return await RepeatedAsync(command, cancel) ?? CommandOutcome.Refused(refused.Refusal);
                case Decision.Nothing:
                    return await RepeatedAsync(command, cancel) ?? new CommandOutcome([], null);
                case Decision.Write write:
                    if (await AppendAsync(command, write, cancel) is { } outcome) return outcome;
                    break;
                default:
                    throw new UnreachableException();
            }
        }
        return CommandOutcome.Refused(Refusals.Busy);
    }

    /// <returns>Null when state has changed since the decision.</returns>
    private async Task<CommandOutcome?> AppendAsync(CommandContext command, Decision.Write write, CancellationToken cancel)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        PendingEvent[] events = [.. write.Events.Select(e => new PendingEvent(command.Sender, at, write.GroupVersion, e))];
        var result = write.State.Count == 0
            ? await log.AppendAsync(command.Log, command.Id, events, command.AfterSeq, cancel)
            : await log.AppendAsync(command.Log, command.Id, events, [.. write.State.Select(state.ToItem)], command.AfterSeq, cancel);
        return result switch
        {
            AppendResult.Appended r => new CommandOutcome(r.Events, null),
            AppendResult.Repeated r when IsSame(r.Events, command, write) => new CommandOutcome(r.Events, null),
            AppendResult.Repeated => CommandOutcome.Refused(Refusals.CommandIdTaken),
            AppendResult.Contended => CommandOutcome.Refused(Refusals.Busy),
            AppendResult.StateChanged => null,
            _ => throw new UnreachableException(),
        };
    }

    private async Task<CommandOutcome?> RepeatedAsync(CommandContext command, CancellationToken cancel) =>
        await log.FindAsync(command.Log, command.Id, command.AfterSeq, cancel) is { Count: > 0 } events && events[0].Sender == command.Sender
            ? new CommandOutcome(events, null)
            : null;

    private static bool IsSame(IReadOnlyList<RecordedEvent> events, CommandContext command, Decision.Write write) =>
        events.Count > 0 && events[0].Sender == command.Sender && events[0].Body.GetType() == write.Events[0].GetType();
}

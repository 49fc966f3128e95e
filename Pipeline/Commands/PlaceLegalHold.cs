using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What is kept of a user must be kept: nobody is forgotten while a hold stands.</summary>
public sealed record PlaceLegalHold(CommandId Id, UserId User, string Reason)
{
    public static PlaceLegalHold Parse(InputReader input) => new(
        input.CommandId(), input.UserId("userId"), input.OptionalNote("reason", Limits.NoteCharacters) ?? input.Refuse<string>("reason", "is required.") ?? "");

    public Decision Decide(Caller caller, ErasureFacts facts, DateTimeOffset now)
    {
        if (!caller.IsOperator) return Refusals.OnlyOperators;
        if (!facts.IsKnown || facts.Erasure is { Status: ErasureStatus.KeyDestroyed or ErasureStatus.Done }) return Refusals.NoSuchUser("userId");
        if (facts.Hold is not null) return new Decision.Nothing();
        var hold = new LegalHold(User, Reason, caller.User, now);
        return new Decision.Write(
            GroupVersion: 0, [new ChatEvent.LegalHoldPlaced(Reason)], [new StateWrite.PutHold(User, JsonSerializer.Serialize(hold, StateJson.Default.LegalHold))]);
    }
}

public sealed record ReleaseLegalHold(CommandId Id, UserId User)
{
    public static ReleaseLegalHold Parse(InputReader input) => new(input.CommandId(), input.UserId("userId"));

    public Decision Decide(Caller caller, ErasureFacts facts)
    {
        if (!caller.IsOperator) return Refusals.OnlyOperators;
        if (facts.Hold is null) return new Decision.Nothing();
        return new Decision.Write(GroupVersion: 0, [new ChatEvent.LegalHoldReleased()], [new StateWrite.RemoveHold(User)]);
    }
}

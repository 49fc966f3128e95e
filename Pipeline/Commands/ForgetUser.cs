using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Asks that a user be forgotten: by the user, or by an operator. What follows is the erasure workflow's.</summary>
/// <param name="User">Null: whoever asks.</param>
/// <param name="WaiveExport">The data need not have been taken first.</param>
public sealed record ForgetUser(CommandId Id, UserId? User, bool WaiveExport)
{
    public static ForgetUser ParseOwn(InputReader input) => new(input.CommandId(), null, input.OptionalFlag("waiveExport") ?? false);

    public static ForgetUser Parse(InputReader input) => new(input.CommandId(), input.UserId("userId"), input.OptionalFlag("waiveExport") ?? false);

    public Decision Decide(Caller caller, ErasureFacts facts, DateTimeOffset now)
    {
        var user = User ?? caller.User;
        if (user != caller.User && !caller.IsOperator) return Refusals.OnlyOperators;
        if (facts.Erasure is { Status: not ErasureStatus.Held }) return new Decision.Nothing();
        if (!facts.IsKnown) return Refusals.NoSuchUser("userId");
        if (facts.Hold is not null) return Refusals.LegalHold;
        if (!WaiveExport && !(facts.ExportedAt is { } at && now - at <= TimeSpan.FromDays(Limits.ExportDays))) return Refusals.ExportFirst;
        var document = new ErasureDocument(ErasureStatus.Requested, caller.User, now);
        return new Decision.Write(
            GroupVersion: 0,
            [new ChatEvent.ErasureRequested(WaiveExport ? true : null)],
            [Erasures.Put(user, document, facts.ErasureVersion), new StateWrite.NoHold(user)]);
    }
}

/// <summary>What is decided on.</summary>
/// <param name="IsKnown">Registered, and not forgotten.</param>
public sealed record ErasureFacts(bool IsKnown, ErasureDocument? Erasure = null, long ErasureVersion = 0, LegalHold? Hold = null, DateTimeOffset? ExportedAt = null);

/// <summary>Erasures as documents.</summary>
public static class Erasures
{
    public static StateWrite Put(UserId user, ErasureDocument document, long seen) =>
        new StateWrite.PutDocument(user.Log.Value, StateKeys.Erasure, JsonSerializer.Serialize(document, StateJson.Default.ErasureDocument), seen);
}

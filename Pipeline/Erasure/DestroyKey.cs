using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// The point of no return, in one transaction: no hold stands, the key is gone, the log says so, and the state has the user's name, address and preferences no more.
/// </summary>
public sealed class DestroyKey(CommandLoop loop, StateTable state, SegmentLog log, TextKeys keys, TimeProvider time)
{
    /// <returns>False: a hold stands, and nothing was done.</returns>
    public async Task<bool> RunAsync(UserId user, CancellationToken cancel)
    {
        var (known, seen) = await ErasureAsync(user, cancel);
        if (known is null) throw new InvalidOperationException($"Nobody asked that {user} be forgotten.");
        if (known.Status is ErasureStatus.KeyDestroyed or ErasureStatus.Done) return true;
        var signIn = await SignInNameAsync(user, cancel);
        var held = false;
        var outcome = await loop.RunAsync(new(user.Log, Id(user), UserId.System), async _ =>
        {
            (known, seen) = await ErasureAsync(user, cancel);
            var (hold, _) = await state.DocumentAsync(StateKeys.Holds, user.Log.Value, StateJson.Default.LegalHold, cancel);
            held = hold is not null;
            if (held || known is null) return new Decision.Nothing();
            var (preferences, _) = await state.DocumentAsync(user.Log.Value, StateKeys.Preferences, StateJson.Default.PreferencesDocument, cancel);
            return Decide(user, known, seen, signIn, preferences?.DigestDue, time.GetUtcNow());
        }, cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"{user} was not forgotten: {refusal.Message}");
        keys.Forget(user);
        if (!held) return true;
        await ReplaceAsync(user, known! with { Status = ErasureStatus.Held }, seen, cancel);
        return false;
    }

    public async Task FinishAsync(UserId user, CancellationToken cancel)
    {
        var (known, seen) = await ErasureAsync(user, cancel);
        if (known is { Status: ErasureStatus.KeyDestroyed }) await ReplaceAsync(user, known with { Status = ErasureStatus.Done, DoneAt = time.GetUtcNow() }, seen, cancel);
    }

    /// <param name="signIn">What others found the user by; null if it is not known any more.</param>
    /// <param name="due">When a digest was due.</param>
    public static Decision.Write Decide(UserId user, ErasureDocument known, long seen, string? signIn, string? due, DateTimeOffset now)
    {
        List<StateWrite> writes =
        [
            new StateWrite.NoHold(user), new StateWrite.DestroyKey(user, now), new StateWrite.ForgetUser(user),
            Erasures.Put(user, known with { Status = ErasureStatus.KeyDestroyed, DestroyedAt = now }, seen),
            new StateWrite.RemoveDocument(user.Log.Value, StateKeys.Preferences), new StateWrite.RemoveDocument(user.Log.Value, StateKeys.Presence),
        ];
        if (signIn is not null) writes.Add(new StateWrite.RemoveDocument(StateKeys.NamePrefix + signIn.ToLowerInvariant(), StateKeys.Self));
        if (due is not null) writes.Add(new StateWrite.RemoveDue(user, due));
        return new(GroupVersion: 0, [new ChatEvent.UserForgotten()], writes);
    }

    private static CommandId Id(UserId user) => CommandId.Derive("forgotten", user.Value);

    private Task<(ErasureDocument? Value, long Version)> ErasureAsync(UserId user, CancellationToken cancel) =>
        state.DocumentAsync(user.Log.Value, StateKeys.Erasure, StateJson.Default.ErasureDocument, cancel);

    private async Task<string?> SignInNameAsync(UserId user, CancellationToken cancel) =>
        await log.ReadOneAsync(user.Log, 1, cancel) is { Body: ChatEvent.UserRegistered { Erased: false } registered } ? registered.SignInName : null;

    private async Task ReplaceAsync(UserId user, ErasureDocument next, long seen, CancellationToken cancel)
    {
        if (!await state.ReplaceDocumentAsync(Erasures.Put(user, next, seen), cancel)) throw new InvalidOperationException($"The erasure of {user} was changed meanwhile.");
    }
}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Who is forgotten, and who must not be. All of it is in the user's own log, which only operators read.</summary>
public sealed class ErasureCommands(CommandLoop loop, StateTable state, TimeProvider time)
{
    /// <returns>Null if the field is none of these.</returns>
    public async Task<CommandAnswer?> HandleAsync(string field, InputReader input, Caller caller, CancellationToken cancel)
    {
        switch (field)
        {
            case "forgetMe":
                var own = ForgetUser.ParseOwn(input);
                return await RunAsync(own.Id, caller.User, input.Refusal, caller, facts => own.Decide(caller, facts, time.GetUtcNow()), cancel);
            case "forgetUser":
                var forget = ForgetUser.Parse(input);
                return await RunAsync(forget.Id, forget.User!.Value, input.Refusal, caller, facts => forget.Decide(caller, facts, time.GetUtcNow()), cancel);
            case "placeLegalHold":
                var place = PlaceLegalHold.Parse(input);
                return await RunAsync(place.Id, place.User, input.Refusal, caller, facts => place.Decide(caller, facts, time.GetUtcNow()), cancel);
            case "releaseLegalHold":
                var release = ReleaseLegalHold.Parse(input);
                return await RunAsync(release.Id, release.User, input.Refusal, caller, facts => release.Decide(caller, facts), cancel);
            default:
                return null;
        }
    }

    private Task<CommandAnswer> RunAsync(CommandId id, UserId user, Refusal? bad, Caller caller, Func<ErasureFacts, Decision> decide, CancellationToken cancel) =>
        CommandAnswer.OfAsync(id, new("own"), bad, () => loop.RunAsync(
            new(user.Log, id, caller.User),
            // A stranger is told nothing, and makes nobody look.
            async _ => decide(user == caller.User || caller.IsOperator ? await FactsAsync(user, cancel) : new(IsKnown: false)), cancel));

    private async Task<ErasureFacts> FactsAsync(UserId user, CancellationToken cancel)
    {
        var (erasure, version) = await state.DocumentAsync(user.Log.Value, StateKeys.Erasure, StateJson.Default.ErasureDocument, cancel);
        var (hold, _) = await state.DocumentAsync(StateKeys.Holds, user.Log.Value, StateJson.Default.LegalHold, cancel);
        var (exported, _) = await state.DocumentAsync(user.Log.Value, StateKeys.Exported, StateJson.Default.ExportMark, cancel);
        return new(await state.UserAsync(user, cancel) is { IsForgotten: false }, erasure, version, hold, exported?.At);
    }
}

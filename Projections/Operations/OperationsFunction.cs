using System.Text.Json;
using Amazon.Lambda.AppSyncEvents;
using Amazon.Lambda.Core;
using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>The Lambda behind the operators' fields of the API: AppSync's resolver event in, what the field answers or a refusal out.</summary>
/// <param name="fields">For one operator.</param>
public sealed class OperationsFunction(Func<Actor, OperationFields> fields, ILogger logger)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var request = await JsonSerializer.DeserializeAsync(input, OperationsJson.Default.AppSyncResolverEventJsonElement)
            ?? throw new JsonException("The resolver event is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await AnswerAsync(request, deadline.Token);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer, OperationsJson.Default.OperationsAnswer));
    }

    public async Task<OperationsAnswer> AnswerAsync(AppSyncResolverEvent<JsonElement> request, CancellationToken cancel)
    {
        var field = request.Info?.FieldName ?? throw new InvalidOperationException("The resolver event names no field.");
        // Who asks is who the token says, and so are the groups.
        var identity = request.Identity is JsonElement { ValueKind: JsonValueKind.Object } given ? given : default;
        if (!UserId.TryParse(Text(identity, "sub"), out var user) || user == UserId.System) throw new InvalidOperationException("The resolver event carries no user identity.");
        var by = new Actor(Text(identity, "username") ?? user.Value, user);
        if (!Groups(identity).Contains(GroupNames.Operators))
        {
            logger.NoOperator(by.Name, user.Value, field);
            return new(null, new(RefusalType.NotAllowed, $"Only members of the group {GroupNames.Operators} may do that."));
        }
        if (OperationFields.Acts.Contains(field)) logger.OperatorAsks(by.Name, user.Value, field, request.Arguments.GetRawText());
        try
        {
            return new(await fields(by).AnswerAsync(field, new(request.Arguments), cancel), null);
        }
        catch (RunRefusedException e)
        {
            return new(null, e.Field is null
                ? new(RefusalType.Conflict, e.Message)
                : new(RefusalType.InvalidArgument, e.Message, new(e.Field)));
        }
        catch (NothingThereException e)
        {
            return new(null, new(RefusalType.NotFound, e.Message));
        }
    }

    private static string? Text(JsonElement identity, string name) =>
        identity.ValueKind is JsonValueKind.Object && identity.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string?> Groups(JsonElement identity) =>
        identity.TryGetProperty("groups", out var groups) && groups.ValueKind is JsonValueKind.Array ? groups.EnumerateArray().Select(g => g.GetString()) : [];
}

/// <summary>What an operator asks about is not there.</summary>
public sealed class NothingThereException(string message) : Exception(message);

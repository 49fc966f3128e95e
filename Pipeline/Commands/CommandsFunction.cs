using System.Text.Json;
using Amazon.Lambda.AppSyncEvents;
using Amazon.Lambda.Core;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The Lambda behind every mutation: AppSync's resolver event in, receipt or refusal out.</summary>
public sealed class CommandsFunction(CommandHandler handler)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var request = await JsonSerializer.DeserializeAsync(input, PipelineJson.Default.AppSyncResolverEventJsonElement)
            ?? throw new JsonException("The resolver event is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var answer = await HandleAsync(request, deadline.Token);
        var output = new MemoryStream();
        await JsonSerializer.SerializeAsync(output, answer, PipelineJson.Default.CommandAnswer, deadline.Token);
        output.Position = 0;
        return output;
    }

    private Task<CommandAnswer> HandleAsync(AppSyncResolverEvent<JsonElement> request, CancellationToken cancel)
    {
        // The caller is who the token says, whatever the arguments claim.
        var sub = request.Identity is JsonElement { ValueKind: JsonValueKind.Object } identity && identity.TryGetProperty("sub", out var claim)
            ? claim.GetString()
            : null;
        if (!UserId.TryParse(sub, out var user) || user == UserId.System) throw new InvalidOperationException("The resolver event carries no user identity.");
        var field = request.Info?.FieldName ?? throw new InvalidOperationException("The resolver event names no field.");
        return handler.HandleAsync(field, request.Arguments, new Caller(user, Groups(request.Identity)), cancel);
    }

    /// <summary>Of a user of the pool: AppSync's <c>identity.groups</c>, null for none.</summary>
    private static string[] Groups(object identity) =>
        identity is JsonElement { ValueKind: JsonValueKind.Object } user && user.TryGetProperty("groups", out var groups) && groups.ValueKind is JsonValueKind.Array
            ? [.. groups.EnumerateArray().Where(g => g.ValueKind is JsonValueKind.String).Select(g => g.GetString()!)]
            : [];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using EventChat.Contracts;
using EventChat.EventLog;
using Microsoft.Extensions.Logging;

namespace EventChat.Projections;

/// <summary>
/// The Lambda behind the queries that read the log itself: sealed events of one log in, their bodies out, in order. Who may read them was decided before. A text that was
/// erased, or can not be opened where it lies, is null, as one that was deleted.
/// </summary>
public sealed class RevealFunction(TextKeys keys, ILogger logger)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var page = await JsonSerializer.DeserializeAsync(input, RevealJson.Default.SealedPage) ?? throw new JsonException("The page is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var output = new MemoryStream();
        await JsonSerializer.SerializeAsync(output, await RevealAsync(page, deadline.Token), RevealJson.Default.OpenPage, deadline.Token);
        output.Position = 0;
        return output;
    }

    public async Task<OpenPage> RevealAsync(SealedPage page, CancellationToken cancel)
    {
        HashSet<UserId> owners = [.. page.Events.Select(e => new UserId(e.Owner))];
        var ring = await keys.ForOpeningAsync(owners, cancel);
        return new([.. page.Events.Select(e => Open(new(page.Log), e, ring[new(e.Owner)]))]);
    }

    private string Open(LogId log, SealedEvent e, TextKey? key)
    {
        var bare = EventTypes.Deserialize(e.Type, e.Version, e.Body);
        try
        {
            var command = CommandId.TryParse(e.CommandId, out var id) ? id : throw new UnreadableEventException($"{e.CommandId} is no command.");
            var body = SealedEvents.Open(log, command, e.Type, new(e.Owner), bare, e.Sealed, key);
            return body.Erased ? WithoutText(body) : EventTypes.Serialize(body);
        }
        catch (UnreadableEventException reason)
        {
            logger.NotRevealed(log.Value, e.Type, reason.Message);
            return WithoutText(PersonalTexts.Without(bare));
        }
    }

    private static string WithoutText(ChatEvent body)
    {
        var text = EventTypes.Serialize(body);
        if (JsonNode.Parse(text) is not JsonObject json || !json.ContainsKey("text")) return text;
        json["text"] = null;
        return json.ToJsonString();
    }
}

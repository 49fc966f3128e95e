using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Cli.Chat;
using EventChat.Local;

namespace EventChat.Cli.Deploy;

/// <summary>The front end's configuration of a host on this machine.</summary>
internal static class HostConfiguration
{
    /// <exception cref="CommandFailure">No host answers there.</exception>
    public static async Task<JsonObject> ReadAsync(Uri host, bool tls, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            var text = await http.GetStringAsync(new Uri(host, LocalAddress.AmplifyOutputsPath + (tls ? "?scheme=https" : "")), cancel);
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new CommandFailure($"No EventChat host answers at {host.GetLeftPart(UriPartial.Authority)}: start one with ./eventchat up, or name a deployed stack with --stack. ({e.Message})");
        }
    }
}

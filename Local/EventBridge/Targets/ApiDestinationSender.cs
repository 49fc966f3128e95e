using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Deliveries;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>Calls an API destination over HTTP with its connection's credentials, no faster than its rate.</summary>
internal sealed class ApiDestinationSender(HttpClient http, BusStore store, TimeProvider time)
{
    /// <summary>AWS waits no longer for an answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Pace> _paces = new(StringComparer.Ordinal);
    private readonly OAuthTokens _tokens = new(http, time);

    public async Task<SendOutcome> SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var contents = store.Contents;
        if (contents.Destinations.Values.FirstOrDefault(d => d.Arn == delivery.TargetArn) is not { } destination
            || contents.Connections.Values.FirstOrDefault(c => c.Arn == destination.ConnectionArn) is not { } connection)
            return new SendOutcome.Failed("RESOURCE_NOT_FOUND", $"There is no API destination {delivery.TargetArn}, or its connection is gone.", Retriable: false);
        await _paces.GetOrAdd(destination.Arn, _ => new Pace()).NextAsync(destination.RatePerSecond, time, cancel);
        using var request = Request(destination, connection, delivery);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Timeout);
        try
        {
            if (connection.AuthParameters["OAuthParameters"] is { } oauth)
                Set(request, "Authorization", $"Bearer {await _tokens.TokenAsync(connection, oauth, patience.Token)}");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var status = (int)response.StatusCode;
            if (status is 401 or 407) _tokens.Forget(connection);
            return response.IsSuccessStatusCode
                ? new SendOutcome.Sent()
                : new SendOutcome.Failed("INVALID_PARAMETER", $"HTTP {status}", Retriable: status is 401 or 407 or 409 or 429 or >= 500);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new SendOutcome.Failed("TIMEOUT", $"No answer within {Timeout.TotalSeconds:0} s", Retriable: true);
        }
    }

    private static HttpRequestMessage Request(ApiDestination destination, Connection connection, Delivery delivery)
    {
        var http = delivery.Parameters["HttpParameters"] as JsonObject;
        var invocation = connection.AuthParameters["InvocationHttpParameters"] as JsonObject;
        var message = new HttpRequestMessage(new HttpMethod(destination.HttpMethod), Url(destination.InvocationEndpoint, http, invocation));
        if (destination.HttpMethod is not ("GET" or "HEAD"))
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(WithParameters(delivery.Payload, HttpParameters.Pairs(invocation, "BodyParameters"))));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        }
        message.Headers.TryAddWithoutValidation("User-Agent", "Amazon/EventBridge/ApiDestinations");
        // A connection's headers win over a target's, as on AWS.
        foreach (var (name, value) in (http?["HeaderParameters"] as JsonObject ?? []).ToDictionary(h => h.Key, h => h.Value?.ToString())) Set(message, name, value);
        foreach (var (name, value) in HttpParameters.Pairs(invocation, "HeaderParameters")) Set(message, name, value);
        Authorize(message, connection);
        return message;
    }

    private static void Authorize(HttpRequestMessage message, Connection connection)
    {
        if (connection.AuthParameters["ApiKeyAuthParameters"] is { } key) Set(message, key["ApiKeyName"]!.ToString(), key["ApiKeyValue"]!.ToString());
        if (connection.AuthParameters["BasicAuthParameters"] is { } basic)
            Set(message, "Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic["Username"]}:{basic["Password"]}"))}");
    }

    private static void Set(HttpRequestMessage message, string name, string? value)
    {
        message.Headers.Remove(name);
        if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content is { } content)
        {
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Each <c>*</c> of the endpoint is the next of the target's path parameters.</summary>
    private static string Url(string endpoint, JsonObject? http, JsonObject? invocation)
    {
        var values = new Queue<string>((http?["PathParameterValues"] as JsonArray ?? []).Select(v => v?.ToString() ?? ""));
        var url = new StringBuilder();
        foreach (var c in endpoint)
        {
            if (c is '*' && values.TryDequeue(out var value)) url.Append(Uri.EscapeDataString(value));
            else url.Append(c);
        }
        var query = (http?["QueryStringParameters"] as JsonObject ?? []).Select(q => (q.Key, q.Value?.ToString() ?? "")).Concat(HttpParameters.Pairs(invocation, "QueryStringParameters"));
        foreach (var (name, value) in query)
            url.Append(endpoint.Contains('?', StringComparison.Ordinal) || url.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return url.ToString();
    }

    private static string WithParameters(string payload, List<(string Key, string Value)> parameters)
    {
        if (parameters.Count == 0 || JsonNode.Parse(payload) is not JsonObject body) return payload;
        foreach (var (key, value) in parameters) body[key] = value;
        return body.ToJsonString(BusEvent.Serializing);
    }

    /// <summary>Hands out moments, one every 1/rate seconds.</summary>
    private sealed class Pace
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _next;

        public Task NextAsync(int perSecond, TimeProvider time, CancellationToken cancel)
        {
            TimeSpan wait;
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (_next < now) _next = now;
                wait = _next - now;
                _next += TimeSpan.FromSeconds(1.0 / perSecond);
            }
            return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancel) : Task.CompletedTask;
        }
    }
}

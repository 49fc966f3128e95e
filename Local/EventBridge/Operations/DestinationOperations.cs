using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class DestinationOperations(BusStore store, TimeProvider time)
{
    public IEnumerable<Operation> All =>
    [
        new("CreateApiDestination", Create), new("UpdateApiDestination", Update), new("DescribeApiDestination", Describe),
        new("ListApiDestinations", List), new("DeleteApiDestination", Delete),
    ];

    private JsonObject Create(EventsRequest request)
    {
        var name = request.Name("Name");
        foreach (var needed in (string[])["ConnectionArn", "InvocationEndpoint", "HttpMethod"]) request.Required(needed, 2_048);
        var destination = Settings(request, new ApiDestination(
            name, Guid.NewGuid().ToString(), null, "", "", "", ApiDestination.DefaultRate, time.GetUtcNow(), time.GetUtcNow()));
        store.Change(contents => contents.Destinations.ContainsKey(name)
            ? throw EventsException.Exists($"An api-destination '{name}' already exists.")
            : contents with { Destinations = contents.Destinations.With(name, destination) });
        return Answer(destination);
    }

    private JsonObject Update(EventsRequest request)
    {
        var destination = Settings(request, DestinationOf(request)) with { ModifiedAt = time.GetUtcNow() };
        store.Change(contents => contents with { Destinations = contents.Destinations.With(destination.Name, destination) });
        return Answer(destination);
    }

    private JsonObject Describe(EventsRequest request)
    {
        var destination = DestinationOf(request);
        request.Done();
        var answer = Summary(destination);
        if (destination.Description is { } description) answer["Description"] = description;
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 64) ?? "";
        var connection = request.Text("ConnectionArn", 1_600);
        var all = store.Contents.Destinations.Values
            .Where(d => d.Name.StartsWith(prefix, StringComparison.Ordinal) && (connection is null || d.ConnectionArn == connection)).OrderBy(d => d.Name, StringComparer.Ordinal);
        return Pages.Answer(request, "ApiDestinations", all, Summary);
    }

    private JsonObject? Delete(EventsRequest request)
    {
        var name = DestinationOf(request).Name;
        request.Done();
        store.Change(contents => contents with { Destinations = contents.Destinations.Without(name) });
        return null;
    }

    private ApiDestination DestinationOf(EventsRequest request) =>
        request.Name("Name") is var name && store.Contents.Destinations.TryGetValue(name, out var destination)
            ? destination
            : throw EventsException.NotFound($"Failed to describe the api-destination(s). An api-destination '{name}' does not exist.");

    private ApiDestination Settings(EventsRequest request, ApiDestination former)
    {
        var endpoint = request.Text("InvocationEndpoint", 2_048, least: 1) ?? former.InvocationEndpoint;
        // AWS takes https only; here a developer's own server on this machine has no certificate.
        if (!Uri.TryCreate(endpoint.Replace('*', '_'), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            throw EventsException.Constraint("invocationEndpoint", "Member must be an http or https URL");
        var connection = request.Text("ConnectionArn", 1_600, least: 1) ?? former.ConnectionArn;
        if (store.Contents.Connections.Values.All(c => c.Arn != connection)) throw EventsException.NotFound($"Connection '{connection}' does not exist.");
        var destination = former with
        {
            Description = request.Text("Description", 512) ?? former.Description,
            ConnectionArn = connection,
            InvocationEndpoint = endpoint,
            HttpMethod = request.OneOf("HttpMethod", former.HttpMethod, "POST", "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"),
            RatePerSecond = request.Number("InvocationRateLimitPerSecond", 1, int.MaxValue) ?? former.RatePerSecond,
        };
        request.Done();
        return destination;
    }

    private static JsonObject Answer(ApiDestination destination) => new()
    {
        ["ApiDestinationArn"] = destination.Arn, ["ApiDestinationState"] = "ACTIVE",
        ["CreationTime"] = Answers.Seconds(destination.CreatedAt), ["LastModifiedTime"] = Answers.Seconds(destination.ModifiedAt),
    };

    private static JsonObject Summary(ApiDestination destination)
    {
        var answer = Answer(destination);
        answer["Name"] = destination.Name;
        answer["ConnectionArn"] = destination.ConnectionArn;
        answer["InvocationEndpoint"] = destination.InvocationEndpoint;
        answer["HttpMethod"] = destination.HttpMethod;
        answer["InvocationRateLimitPerSecond"] = destination.RatePerSecond;
        return answer;
    }
}

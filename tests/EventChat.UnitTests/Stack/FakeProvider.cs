using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.UnitTests.Stack;

/// <summary>Takes any resource of its types, remembers it, and answers outputs made of its name.</summary>
internal sealed class FakeProvider(params string[] types) : IResourceProvider
{
    private readonly ConcurrentQueue<ResourceDeclaration> _created = new();

    public IReadOnlyCollection<string> Types => types;

    public IReadOnlyList<ResourceDeclaration> Created => [.. _created];

    /// <summary>Runs before a resource counts as created.</summary>
    public Func<ResourceDeclaration, CancellationToken, Task> Creating { get; init; } = (_, _) => Task.CompletedTask;

    public async Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        await Creating(resource, cancel);
        _created.Enqueue(resource);
        var outputs = new JsonObject();
        foreach (var output in (string[])["id", "arn", "streamArn", "functionId", "endpoint", "url", "keyId", "bucketRegionalDomainName"]) outputs[output] = $"{output}-of-{resource.LogicalName}";
        outputs["uris"] = new JsonObject { ["GRAPHQL"] = "http://localhost:4600/graphql", ["REALTIME"] = "ws://localhost:4600/graphql/realtime" };
        return outputs;
    }
}

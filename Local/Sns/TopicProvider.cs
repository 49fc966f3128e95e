using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Sns;

/// <summary>The program's topics, subscriptions and push applications.</summary>
internal sealed class TopicProvider(TopicOperations topics, PlatformOperations platforms) : IResourceProvider
{
    private const string TopicType = "aws:sns/topic:Topic";
    private const string SubscriptionType = "aws:sns/topicSubscription:TopicSubscription";
    private const string PolicyType = "aws:sns/topicPolicy:TopicPolicy";
    private const string ApplicationType = "aws:sns/platformApplication:PlatformApplication";

    /// <summary>Inputs, and what SNS calls them; empty: without an effect that could be seen here.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Known = new(StringComparer.Ordinal)
    {
        [TopicType] = new(StringComparer.Ordinal)
        {
            ["name"] = "", ["namePrefix"] = "", ["tags"] = "", ["displayName"] = "DisplayName", ["policy"] = "Policy", ["deliveryPolicy"] = "DeliveryPolicy",
            ["kmsMasterKeyId"] = "KmsMasterKeyId", ["tracingConfig"] = "TracingConfig", ["signatureVersion"] = "SignatureVersion", ["fifoTopic"] = "FifoTopic",
        },
        [SubscriptionType] = new(StringComparer.Ordinal)
        {
            ["topic"] = "", ["protocol"] = "", ["endpoint"] = "", ["rawMessageDelivery"] = "RawMessageDelivery", ["filterPolicy"] = "FilterPolicy",
            ["filterPolicyScope"] = "FilterPolicyScope",
        },
        [PolicyType] = new(StringComparer.Ordinal) { ["arn"] = "", ["policy"] = "" },
        [ApplicationType] = new(StringComparer.Ordinal)
        {
            ["name"] = "", ["platform"] = "", ["platformCredential"] = "", ["platformPrincipal"] = "", ["successFeedbackRoleArn"] = "", ["failureFeedbackRoleArn"] = "",
            ["successFeedbackSampleRate"] = "", ["applePlatformBundleId"] = "", ["applePlatformTeamId"] = "",
        },
    };

    public IReadOnlyCollection<string> Types => Known.Keys;

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var known = Known[resource.Type];
        var inputs = resource.Inputs;
        if (inputs.Where(i => i.Value is not null).Select(i => i.Key).FirstOrDefault(key => !known.ContainsKey(key)) is { } unknown)
            throw new UnsupportedResourceException($"{resource.LogicalName}: a local {resource.Type} has no '{unknown}'.");
        var attributes = inputs.Where(i => i.Value is not null && known[i.Key].Length > 0).ToDictionary(i => known[i.Key], i => Text(i.Value!), StringComparer.Ordinal);
        try
        {
            var (id, arn, name) = Create(resource, attributes);
            var outputs = (JsonObject)inputs.DeepClone();
            (outputs["id"], outputs["arn"], outputs["name"]) = (id, arn, name);
            return Task.FromResult(outputs);
        }
        catch (SnsException e)
        {
            throw new UnsupportedResourceException($"{resource.LogicalName}: {e.Message}.");
        }
    }

    private (string Id, string Arn, string Name) Create(ResourceDeclaration resource, Dictionary<string, string> attributes)
    {
        var name = (resource.Inputs["name"] ?? resource.Inputs["namePrefix"])?.ToString() ?? resource.LogicalName;
        switch (resource.Type)
        {
            case TopicType:
                var topic = topics.Create(name, attributes);
                return (topic.Arn, topic.Arn, name);
            case SubscriptionType:
                var subscription = topics.Subscribe(Required("topic"), Required("protocol"), Required("endpoint"), attributes);
                return (subscription.Arn, subscription.Arn, name);
            case ApplicationType:
                var application = platforms.Create(name, Required("platform"), attributes);
                return (application.Arn, application.Arn, name);
            default:
                return (Required("arn"), Required("arn"), name);
        }

        string Required(string input) => resource.Inputs[input]?.ToString() ?? throw SnsException.Invalid($"{input} is missing");
    }

    private static string Text(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.ToString(),
        _ => value.ToJsonString(),
    };
}

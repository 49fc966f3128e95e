using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Iam;

/// <summary>A resource that AWS makes only if the role it is given allows what the service will do in its name.</summary>
/// <param name="needs">The role, and what of it.</param>
public sealed class AuthorizedProvider(IResourceProvider provider, Roles roles, Func<ResourceDeclaration, (string? RoleArn, IReadOnlyList<AccessRequest> Requests)> needs) : IResourceProvider
{
    public IReadOnlyCollection<string> Types => provider.Types;

    public bool Emulates => provider.Emulates;

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var (role, requests) = needs(resource);
        return roles.Refuses(role, requests) is { } why ? throw new UnsupportedResourceException($"{resource.LogicalName}: {why}.") : provider.CreateAsync(resource, cancel);
    }
}

/// <summary>What services do in a role's name without being asked each time.</summary>
internal static class ServiceNeeds
{
    private static readonly AccessRequest[] Traces = [new("xray:PutTraceSegments", "*"), new("xray:PutTelemetryRecords", "*")];

    private static readonly AccessRequest[] LogDelivery =
    [
        .. ((string[])["CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery", "ListLogDeliveries", "PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"])
            .Select(action => new AccessRequest($"logs:{action}", "*")),
    ];

    /// <summary>Lambda writes a function's lines and traces.</summary>
    public static (string?, IReadOnlyList<AccessRequest>) OfFunction(ResourceDeclaration function)
    {
        var inputs = function.Inputs;
        var group = inputs["loggingConfig"]?["logGroup"]?.ToString() ?? $"/aws/lambda/{inputs["name"]?.ToString() ?? function.LogicalName}";
        var stream = LocalAddress.Arn("logs", $"log-group:{group}:log-stream:any");
        return (Text(inputs, "role"),
        [
            new("logs:CreateLogStream", stream), new("logs:PutLogEvents", stream), .. inputs["tracingConfig"]?["mode"]?.ToString() is "Active" ? Traces : [],
        ]);
    }

    /// <summary>Step Functions has its log delivered, and samples its traces.</summary>
    public static (string?, IReadOnlyList<AccessRequest>) OfStateMachine(ResourceDeclaration machine)
    {
        var inputs = machine.Inputs;
        return (Text(inputs, "roleArn"),
        [
            .. inputs["loggingConfiguration"]?["level"]?.ToString() is null or "OFF" ? [] : LogDelivery,
            .. inputs["tracingConfiguration"]?["enabled"]?.GetValue<bool>() is true ? Traces.Append(new("xray:GetSamplingRules", "*")).Append(new("xray:GetSamplingTargets", "*")) : [],
        ]);
    }

    /// <summary>A mapping reads its source, and reports what it gives up, under the function's role.</summary>
    /// <param name="roleOf">Of a function by name or ARN.</param>
    public static (string?, IReadOnlyList<AccessRequest>) OfMapping(ResourceDeclaration mapping, Func<string, string?> roleOf)
    {
        var inputs = mapping.Inputs;
        var source = Text(inputs, "eventSourceArn") ?? "";
        string[] actions = source.StartsWith("arn:aws:sqs:", StringComparison.Ordinal)
            ? ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
            : ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"];
        return (roleOf(Text(inputs, "functionName") ?? ""),
        [
            .. actions.Select(action => new AccessRequest(action, source)),
            .. source.Contains(":dynamodb:", StringComparison.Ordinal) ? [new("dynamodb:ListStreams", "*")] : (AccessRequest[])[],
            .. inputs["destinationConfig"]?["onFailure"]?["destinationArn"] is { } failures ? [new("sqs:SendMessage", failures.ToString())] : (AccessRequest[])[],
        ]);
    }

    private static string? Text(JsonObject inputs, string name) => inputs[name]?.ToString();
}

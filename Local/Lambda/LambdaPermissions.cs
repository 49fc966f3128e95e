using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Lambda;

/// <summary>
/// Who else may invoke a function. Recorded, so that its policy can be read; not enforced: callers are held to their own roles alone.
/// </summary>
public sealed class LambdaPermissions(LambdaHost host) : IResourceProvider
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, JsonObject>> _statements = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Types { get; } = ["aws:lambda/permission:Permission"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var inputs = resource.Inputs;
        string Required(string name) => inputs[name]?.GetValue<string>()
            ?? throw new UnsupportedResourceException($"Permission {resource.LogicalName}: '{name}' is missing.");

        var function = host.Find(Required("function"))
            ?? throw new UnsupportedResourceException($"Permission {resource.LogicalName}: there is no function {Required("function")}.");
        var id = inputs["statementId"]?.GetValue<string>() ?? resource.LogicalName;
        _statements.GetOrAdd(function.Name, _ => new(StringComparer.Ordinal))[id] = Statement(id, function, inputs, Required("action"), Required("principal"));

        var outputs = (JsonObject)inputs.DeepClone();
        outputs["id"] = id;
        outputs["statementId"] = id;
        return Task.FromResult(outputs);
    }

    /// <summary>The function's resource policy; null if it has none.</summary>
    public JsonObject? PolicyOf(LocalFunction function) => !_statements.TryGetValue(function.Name, out var statements) ? null : new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Id"] = "default",
        ["Statement"] = new JsonArray([.. statements.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.DeepClone())]),
    };

    private static JsonObject Statement(string id, LocalFunction function, JsonObject inputs, string action, string principal)
    {
        var statement = new JsonObject
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = principal.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                ? new JsonObject { ["Service"] = principal }
                : new JsonObject { ["AWS"] = principal },
            ["Action"] = action,
            ["Resource"] = function.Arn,
        };
        if (inputs["sourceArn"]?.GetValue<string>() is { } source)
            statement["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = source } };
        return statement;
    }
}

using System.Text.Json.Nodes;
using EventChat.Local.Stack;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Deployment;

/// <summary>Makes the program's state machines, or brings those of an earlier run up to date.</summary>
internal sealed class StateMachineProvider(StateMachines machines, TimeProvider time) : IResourceProvider
{
    private const string Machine = "aws:sfn/stateMachine:StateMachine";
    private const string Activity = "aws:sfn/activity:Activity";

    private static readonly string[] Inputs = ["name", "roleArn", "definition", "type", "loggingConfiguration", "tracingConfiguration", "tags"];

    public IReadOnlyCollection<string> Types => [Machine, Activity];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (resource.Type == Activity) throw Refuse(resource, "activities are not emulated; use a Lambda function or waitForTaskToken");
        if (resource.Inputs.Where(i => i.Value is not null).Select(i => i.Key).Except(Inputs).ToList() is { Count: > 0 } ignored)
            throw Refuse(resource, $"not emulated: {string.Join(", ", ignored)}");
        try
        {
            return Task.FromResult(Outputs(Declare(resource)));
        }
        catch (StepFunctionsException e)
        {
            throw Refuse(resource, $"{e.Type}: {e.Message}");
        }
    }

    private StateMachine Declare(ResourceDeclaration resource)
    {
        var request = new Request(AsRequest(resource.Inputs));
        var name = Arns.CheckName(request.Text("name") ?? resource.LogicalName);
        var type = request.OneOf("type", "STANDARD", "EXPRESS") is "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard;
        var (definition, role) = (request.Required("definition", 1_048_576), request.Required("roleArn", 256));
        var (logging, tracing) = (Configurations.Logging(request) ?? StateMachines.DefaultLogging(), Configurations.Tracing(request) ?? StateMachines.DefaultTracing());
        var tags = Tags.Read(request);
        machines.Check(definition, type);
        var now = time.GetUtcNow();
        return machines.Change(Arns.Machine(name), before =>
        {
            if (before is null || before.Type != type)
                return new(name, Arns.Machine(name), type, role, definition, now, now, Views.Initial, logging, tracing, tags);
            var isSame = before.Definition == definition && before.RoleArn == role && !before.Deleting
                && JsonNode.DeepEquals(before.Logging, logging) && JsonNode.DeepEquals(before.Tracing, tracing);
            return isSame && before.Tags.Count == tags.Count && !before.Tags.Except(tags).Any() ? before : before with
            {
                Definition = definition, RoleArn = role, Logging = logging, Tracing = tracing, Tags = tags, Deleting = false,
                UpdatedAt = isSame ? before.UpdatedAt : now, RevisionId = isSame ? before.RevisionId : Guid.NewGuid().ToString(),
            };
        });
    }

    /// <summary>The provider's inputs as the API's members: its log destination is a single ARN, its tags are a map.</summary>
    private static JsonObject AsRequest(JsonObject inputs)
    {
        var request = inputs.DeepClone().AsObject();
        if (request["loggingConfiguration"] is JsonObject logging && logging["logDestination"] is { } destination)
        {
            logging.Remove("logDestination");
            logging["destinations"] = new JsonArray(new JsonObject { ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = destination } });
        }
        if (request["tags"] is JsonObject tags)
            request["tags"] = new JsonArray([.. tags.Select(t => new JsonObject { ["key"] = t.Key, ["value"] = t.Value?.ToString() })]);
        return request;
    }

    private static JsonObject Outputs(StateMachine machine) => new()
    {
        ["id"] = machine.Arn, ["arn"] = machine.Arn, ["name"] = machine.Name, ["type"] = Views.Type(machine.Type), ["status"] = "ACTIVE",
        ["definition"] = machine.Definition, ["roleArn"] = machine.RoleArn, ["revisionId"] = machine.RevisionId, ["description"] = "",
        ["creationDate"] = machine.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static UnsupportedResourceException Refuse(ResourceDeclaration resource, string why) => new($"{resource.Type} {resource.LogicalName}: {why}.");
}

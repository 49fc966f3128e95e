using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>All services that a Task state may call on this machine.</summary>
internal sealed class TaskRunner : ITaskRunner
{
    private readonly Dictionary<string, IIntegration> _integrations;
    private readonly NestedExecutions _nested;
    private readonly ITaskPermissions? _permissions;

    public TaskRunner(TaskServices services, NestedExecutions nested)
    {
        (_nested, _permissions) = (nested, services.Permissions);
        _integrations = new(StringComparer.Ordinal)
        {
            ["lambda"] = new LambdaTasks(services),
            ["dynamodb"] = new DynamoDbTasks(services.Calls),
            ["sqs"] = new SqsTasks(services.Calls),
            ["events"] = new EventBridgeTasks(services.Calls),
            ["states"] = nested,
            ["aws-sdk:lambda"] = new SdkLambdaTasks(services),
            ["aws-sdk:s3"] = new SdkObjectTasks(services.Objects),
        };
        if (services.Rest is { } rest)
        {
            _integrations["sns"] = new SnsTasks(rest, "SNS", withMetadata: true);
            _integrations["aws-sdk:sns"] = new SnsTasks(rest, "Sns", withMetadata: false);
            _integrations["aws-sdk:sesv2"] = new SdkEmailTasks(rest);
        }
        foreach (var service in SdkService.All) _integrations[$"aws-sdk:{service.Wire.Name}"] = new SdkTasks(service, services.Calls);
    }

    public string? Refuses(string service, string api, ServicePattern pattern)
    {
        if (!_integrations.TryGetValue(service, out var integration))
            return $"The service {service} is not emulated on this machine. There are: {string.Join(", ", _integrations.Keys.Order(StringComparer.Ordinal))}";
        if (!integration.Apis.TryGetValue(api, out var patterns))
            return $"{service}:{api} is not emulated on this machine. Of {service} there are: {string.Join(", ", integration.Apis.Keys.Where(a => a.Length > 0).Order(StringComparer.Ordinal))}";
        return patterns.Contains(pattern) ? null : $"{service}:{api} does not support the pattern {NameOf(pattern)}";
    }

    public Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel) =>
        Refuses(call.Service, call.Api, call.Pattern) is { } reason
            ? Task.FromResult<TaskOutcome>(new TaskOutcome.Failed("States.Runtime", reason))
            : _permissions?.Refuses(call) is { } failure ? Task.FromResult(failure)
            : _integrations[call.Service].SubmitAsync(call, cancel);

    public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => _nested.JobAsync(call, submitted, cancel);

    public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => _nested.StopJobAsync(submitted, error, cause);

    private static string NameOf(ServicePattern pattern) => pattern switch
    {
        ServicePattern.RequestResponse => "request-response",
        ServicePattern.Sync => ".sync",
        ServicePattern.Sync2 => ".sync:2",
        _ => ".waitForTaskToken",
    };
}

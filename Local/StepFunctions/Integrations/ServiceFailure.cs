using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>A service's error as a Task state fails with it.</summary>
internal static class ServiceFailure
{
    /// <param name="prefix">As a Retrier names the service: <c>DynamoDB</c>, <c>Sfn</c> …</param>
    public static TaskOutcome Of(string prefix, ServiceAnswer answer) => Of(prefix, answer.ErrorType!, answer.ErrorMessage, answer.Status);

    public static TaskOutcome Of(string prefix, string type, string? message, int status) =>
        // Named after the exception's class in AWS's SDK for Java, whose names all end so.
        new TaskOutcome.Failed(
            $"{prefix}.{(type.EndsWith("Exception", StringComparison.Ordinal) ? type : $"{type}Exception")}",
            $"{message} (Service: {prefix}, Status Code: {status})");

    public static TaskOutcome Unreachable(string prefix, Exception reason) =>
        new TaskOutcome.Failed($"{prefix}.SdkClientException", $"Unable to execute HTTP request: {reason.Message}");

    /// <summary>The service's answer, or a failure as a Retrier sees it.</summary>
    public static async Task<(ServiceAnswer? Answer, TaskOutcome? Failure)> CallAsync(
        IServiceCalls calls, JsonWire wire, string operation, System.Text.Json.Nodes.JsonObject request, string prefix, CancellationToken cancel)
    {
        try
        {
            var answer = await calls.CallAsync(wire, operation, request, cancel);
            return answer.Succeeded ? (answer, null) : (null, Of(prefix, answer));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return (null, Unreachable(prefix, e));
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Deliveries;
using EventChat.Local.Lambda;
using EventChat.Local.Wire;

namespace EventChat.Local.EventBridge.Targets;

/// <summary>Hands a delivery to the service of its target.</summary>
internal sealed class TargetSender(
    IServiceCalls services, ILambdaInvoker functions, LogGroups logs, ApiDestinationSender destinations, Action<Delivery, string> toBus, LocalAddress address,
    Func<string, string, bool> toTopic, Func<ITargetPermissions?> permissions)
    : ITargetSender
{
    private static readonly SendOutcome Sent = new SendOutcome.Sent();

    public Task<SendOutcome> SendAsync(Delivery delivery, CancellationToken cancel)
    {
        if (permissions()?.Refuses(delivery.RoleArn, delivery.TargetArn, delivery.Payload) is { } why)
            return Task.FromResult<SendOutcome>(new SendOutcome.Failed("NO_PERMISSIONS", why, Retriable: false));
        var target = TargetArn.Parse(delivery.TargetArn);
        return target?.Kind switch
        {
            TargetKind.Lambda => InvokeAsync(delivery, cancel),
            TargetKind.Sqs => CallAsync(JsonWire.Sqs, "SendMessage", Message(delivery), cancel),
            TargetKind.StateMachine => StartExecutionAsync(delivery, cancel),
            TargetKind.Topic => Task.FromResult(toTopic(delivery.TargetArn, delivery.Payload)
                ? Sent
                : new SendOutcome.Failed("RESOURCE_NOT_FOUND", $"There is no topic {delivery.TargetArn}, or it does not take the message.", Retriable: false)),
            TargetKind.LogGroup => Now(() => logs.Write(target.Name, delivery.Payload)),
            TargetKind.EventBus when delivery.Parameters["EventBridgeParameters"] is { } parameters =>
                PutEventsAsync(delivery, target.Name, parameters, cancel),
            TargetKind.EventBus => Now(() => toBus(delivery, target.Name)),
            TargetKind.ApiDestination => destinations.SendAsync(delivery, cancel),
            TargetKind.AwsSdk => UniversalAsync(delivery, target.Name, cancel),
            _ => Task.FromResult<SendOutcome>(new SendOutcome.Failed("INVALID_PARAMETER", $"No emulator here takes {delivery.TargetArn}.", false)),
        };
    }

    private static Task<SendOutcome> Now(Action send)
    {
        send();
        return Task.FromResult(Sent);
    }

    private async Task<SendOutcome> InvokeAsync(Delivery delivery, CancellationToken cancel)
    {
        try
        {
            var result = await functions.InvokeAsync(delivery.TargetArn, Encoding.UTF8.GetBytes(delivery.Payload), cancel);
            return result.FunctionError is null ? Sent : new SendOutcome.FunctionFailed();
        }
        catch (KeyNotFoundException e)
        {
            return new SendOutcome.Failed("RESOURCE_NOT_FOUND", e.Message, Retriable: false);
        }
        catch (LambdaException e)
        {
            return new SendOutcome.Failed(e is TooManyRequestsException ? "THROTTLING" : "INVALID_PARAMETER", e.Message, e is TooManyRequestsException);
        }
    }

    private JsonObject Message(Delivery delivery)
    {
        var message = new JsonObject { ["QueueUrl"] = DeadLetters.QueueUrl(address, delivery.TargetArn), ["MessageBody"] = delivery.Payload };
        if (delivery.Parameters["SqsParameters"]?["MessageGroupId"] is { } group) message["MessageGroupId"] = group.ToString();
        if (delivery.TraceHeader is { } trace)
            message["MessageSystemAttributes"] = new JsonObject { ["AWSTraceHeader"] = new JsonObject { ["DataType"] = "String", ["StringValue"] = trace } };
        return message;
    }

    private async Task<SendOutcome> StartExecutionAsync(Delivery delivery, CancellationToken cancel)
    {
        // Named by the delivery: made again after a kill, it is the same execution.
        var name = new string([.. delivery.Id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_').TakeLast(80)]);
        var outcome = await CallAsync(JsonWire.StepFunctions, "StartExecution",
            new() { ["stateMachineArn"] = delivery.TargetArn, ["input"] = delivery.Payload, ["name"] = name }, cancel);
        return outcome is SendOutcome.Failed { Message: var message } && message.StartsWith("ExecutionAlreadyExists", StringComparison.Ordinal) ? Sent : outcome;
    }

    private async Task<SendOutcome> PutEventsAsync(Delivery delivery, string bus, JsonNode parameters, CancellationToken cancel)
    {
        var entry = new JsonObject
        {
            ["EventBusName"] = bus, ["Source"] = parameters["Source"]?.ToString(), ["DetailType"] = parameters["DetailType"]?.ToString(), ["Detail"] = delivery.Payload,
        };
        var answer = await services.CallAsync(JsonWire.EventBridge, "PutEvents", new() { ["Entries"] = new JsonArray(entry) }, cancel);
        return answer.Succeeded && answer.Body["Entries"]?[0] is { } failed && failed["ErrorCode"] is { } code
            ? new SendOutcome.Failed(code.ToString(), failed["ErrorMessage"]?.ToString() ?? "", Retriable: code.ToString() is "InternalFailure" or "ThrottlingException")
            : Outcome(answer);
    }

    /// <summary>A schedule's <c>arn:aws:scheduler:::aws-sdk:service:action</c>: the payload is the operation's request.</summary>
    private async Task<SendOutcome> UniversalAsync(Delivery delivery, string name, CancellationToken cancel)
    {
        if (UniversalTarget.Parse(name) is not { } target) return new SendOutcome.Failed("INVALID_PARAMETER", $"{name} is no operation of an emulated service.", false);
        return JsonNode.Parse(delivery.Payload) is JsonObject request
            ? await CallAsync(target.Service, target.Operation, target.ToWire(request), cancel)
            : new SendOutcome.Failed("INVALID_PARAMETER", "The input is no JSON object.", Retriable: false);
    }

    private async Task<SendOutcome> CallAsync(JsonWire service, string operation, JsonObject request, CancellationToken cancel) =>
        Outcome(await services.CallAsync(service, operation, request, cancel));

    private static SendOutcome Outcome(ServiceAnswer answer)
    {
        if (answer.Succeeded) return Sent;
        var error = answer.ErrorType!;
        var code = error.Contains("Throttl", StringComparison.Ordinal) || error.Contains("Limit", StringComparison.Ordinal) || error.Contains("TooMany", StringComparison.Ordinal)
            ? "THROTTLING"
            : error.Contains("NotExist", StringComparison.Ordinal) || error.Contains("NotFound", StringComparison.Ordinal) ? "RESOURCE_NOT_FOUND"
            : answer.Status >= 500 ? "INTERNAL_ERROR"
            : "INVALID_PARAMETER";
        return new SendOutcome.Failed(code, $"{error}: {answer.ErrorMessage}", Retriable: code is "THROTTLING" or "INTERNAL_ERROR");
    }
}

/// <summary>Whether the role that a target was given allows the target.</summary>
public interface ITargetPermissions
{
    /// <param name="roleArn">Null: none was given.</param>
    /// <returns>Why not; null if it may be sent.</returns>
    string? Refuses(string? roleArn, string targetArn, string payload);

    /// <returns>Why not; null if it may be sent.</returns>
    string? RefusesDeadLetter(string? roleArn, string queueArn);
}

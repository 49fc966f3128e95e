using System.Text;
using EventChat.Local.EventBridge.Targets;
using EventChat.Local.Lambda;

namespace EventChat.Local.Iam;

/// <summary>Holds a rule's target or a schedule to the role it is given. A target without one is reached in EventBridge's own name.</summary>
public sealed class TargetAccess(Roles roles, ServiceAccess services) : ITargetPermissions
{
    public string? Refuses(string? roleArn, string targetArn, string payload) =>
        roles.Find(roleArn) is { } role && TargetArn.Parse(targetArn) is { } target ? roles.Refuses(role, Of(target, targetArn, payload)) : null;

    public string? RefusesDeadLetter(string? roleArn, string queueArn) => roles.Refuses(roleArn, new AccessRequest("sqs:SendMessage", queueArn));

    private IReadOnlyList<AccessRequest> Of(TargetArn target, string arn, string payload) => target.Kind switch
    {
        TargetKind.Lambda => [new("lambda:InvokeFunction", LocalAddress.Arn("lambda", $"function:{LocalFunction.NameOf(arn)}"))],
        TargetKind.Sqs => [new("sqs:SendMessage", arn)],
        TargetKind.StateMachine => [new("states:StartExecution", arn)],
        TargetKind.Topic => [new("sns:Publish", arn)],
        TargetKind.LogGroup => [new("logs:PutLogEvents", arn)],
        TargetKind.EventBus => [new("events:PutEvents", arn)],
        TargetKind.ApiDestination => [new("events:InvokeApiDestination", arn)],
        _ => UniversalTarget.Parse(target.Name) is { } call ? services.Of(call.Service.TargetPrefix, call.Operation, Encoding.UTF8.GetBytes(payload)) : [new(target.Name, "*")],
    };
}

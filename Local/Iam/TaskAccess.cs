using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.Wire;

namespace EventChat.Local.Iam;

/// <summary>Holds state machines to their roles.</summary>
public sealed class TaskAccess(Roles roles, ServiceAccess services) : ITaskPermissions
{
    /// <summary>The rule by which Step Functions hears of a job's end.</summary>
    private static readonly string JobRule = LocalAddress.Arn("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule");

    public TaskOutcome? Refuses(TaskCall call)
    {
        if (roles.Find(call.RoleArn) is not { } role || roles.Refuses(role, Of(call)) is not { } why) return null;
        return call.Service is "lambda"
            ? new TaskOutcome.Failed("Lambda.AWSLambdaException", $"{why} (Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException)")
            : ServiceFailure.Of(Prefix(call.Service), "AccessDeniedException", why, 400);
    }

    public string? RefusesChild(string roleArn, string machineArn) => roles.Refuses(roleArn, new AccessRequest("states:StartExecution", machineArn));

    private IReadOnlyList<AccessRequest> Of(TaskCall call)
    {
        var parameters = call.Parameters as JsonObject ?? [];
        string? Text(string name) => parameters[name]?.ToString();
        return (call.Service, call.Api) switch
        {
            ("lambda", "") => [new("lambda:InvokeFunction", call.Resource)],
            ("lambda" or "aws-sdk:lambda", _) => [new("lambda:InvokeFunction", FunctionArn(Text("FunctionName") ?? ""))],
            ("states", _) => [new("states:StartExecution", Text("StateMachineArn") ?? "*"), .. Job(call, Text("StateMachineArn") ?? "")],
            ("sns" or "aws-sdk:sns", _) => [new("sns:Publish", Text("TopicArn") ?? Text("TargetArn") ?? "*")],
            ("aws-sdk:sesv2", _) => [new("ses:SendEmail", LocalAddress.Arn("ses", $"identity/{Address(Text("FromEmailAddress") ?? "")}"))],
            ("aws-sdk:s3", var api) => [new(api is "listObjectsV2" ? "s3:ListBucket" : $"s3:{SdkNames.Upper(api)}", $"arn:aws:s3:::{Text("Bucket")}{(Text("Key") is { } key ? $"/{key}" : "")}")],
            ("dynamodb" or "sqs" or "events", var api) => OnWire(call.Service is "events" ? "eventbridge" : call.Service, api, parameters),
            (var service, var api) => OnWire(service[(service.IndexOf(':', StringComparison.Ordinal) + 1)..], api, parameters),
        };
    }

    /// <summary>Waiting for a child means to look at it, to stop it, and to have a rule for its end.</summary>
    private static AccessRequest[] Job(TaskCall call, string machine) => call.Pattern is ServicePattern.RequestResponse or ServicePattern.WaitForTaskToken ? [] :
    [
        new("states:DescribeExecution", machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":any"),
        new("states:StopExecution", machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":any"),
        new("events:PutTargets", JobRule), new("events:PutRule", JobRule), new("events:DescribeRule", JobRule),
    ];

    private IReadOnlyList<AccessRequest> OnWire(string name, string api, JsonObject parameters)
    {
        if (JsonWire.All.FirstOrDefault(known => known.Name == name) is not { } wire) return [new($"{name}:{api}", "*")];
        var request = wire == JsonWire.StepFunctions ? SdkNames.Rename(parameters.DeepClone(), SdkNames.Lower) : parameters;
        return services.Of(wire.TargetPrefix, SdkNames.Upper(api), JsonSerializer.SerializeToUtf8Bytes(request));
    }

    /// <summary>As the integrations name their errors.</summary>
    private static string Prefix(string service) => service switch
    {
        "dynamodb" => "DynamoDB",
        "sqs" => "SQS",
        "events" => "EventBridge",
        "states" => "StepFunctions",
        "sns" => "SNS",
        "aws-sdk:sns" => "Sns",
        "aws-sdk:sesv2" => "SesV2",
        "aws-sdk:s3" => "S3",
        "aws-sdk:lambda" => "Lambda",
        _ => SdkService.All.First(known => service == $"aws-sdk:{known.Wire.Name}").Prefix,
    };

    private static string FunctionArn(string function) => LocalAddress.Arn("lambda", $"function:{LocalFunction.NameOf(function)}");

    /// <summary>Of <c>Name &lt;a@b&gt;</c> what is between the brackets.</summary>
    private static string Address(string from) => from.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 ? from[(open + 1)..].TrimEnd('>', ' ') : from;
}

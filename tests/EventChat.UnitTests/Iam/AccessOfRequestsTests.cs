using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Iam;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.UnitTests.Iam;

/// <summary>Which actions on which resources a request needs on AWS.</summary>
public sealed class AccessOfRequestsTests
{
    private static readonly ServiceAccess Access = new(token => token == "t" ? "arn:aws:states:us-east-1:000000000000:execution:review/Label:e" : null);

    [Theory]
    [InlineData("GetItem", """{"Key":{"TableName":{"S":"not this"}},"TableName":"a"}""", "dynamodb:GetItem table/a")]
    [InlineData("Query", """{"TableName":"a","ExpressionAttributeValues":{":TableName":{"M":{"TableName":{"S":"b"}}}},"IndexName":"i"}""", "dynamodb:Query table/a/index/i")]
    [InlineData("Query", """{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/a"}""", "dynamodb:Query table/a")]
    [InlineData("BatchGetItem", """{"ReturnConsumedCapacity":"TOTAL","RequestItems":{"a":{"Keys":[{"pk":{"S":"b"}}]},"b":{"Keys":[]}}}""", "dynamodb:BatchGetItem table/a, dynamodb:BatchGetItem table/b")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"a":[{"PutRequest":{"Item":{"TableName":{"S":"x"}}}}]}}""", "dynamodb:BatchWriteItem table/a")]
    [InlineData("TransactWriteItems", """
        {"ClientRequestToken":"TableName","TransactItems":[{"Put":{"Item":{"TableName":{"S":"x"}},"TableName":"a"}},{"Update":{"TableName":"b","Key":{}}},{"Delete":{"TableName":"a"}},
         {"ConditionCheck":{"TableName":"c"}},{"Put":{"TableName":"a"}}]}
        """, "dynamodb:PutItem table/a, dynamodb:UpdateItem table/b, dynamodb:DeleteItem table/a, dynamodb:ConditionCheckItem table/c")]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"a"}}]}""", "dynamodb:GetItem table/a")]
    [InlineData("ListTables", "{}", "dynamodb:ListTables *")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM a"}""", "dynamodb:PartiQL *")]
    [InlineData("GetItem", "no JSON", "")]
    public void Of_DynamoDB(string operation, string body, string needs) => Assert.Equal(needs, Text(DynamoDbAccess.Of(operation, Encoding.UTF8.GetBytes(body.Trim())), "dynamodb"));

    [Theory]
    [InlineData("AmazonSQS", "SendMessageBatch", """{"QueueUrl":"http://localhost:4600/000000000000/q"}""", "sqs", "sqs:SendMessage q")]
    [InlineData("AmazonSQS", "ListQueues", "{}", "sqs", "sqs:ListQueues *")]
    [InlineData("AWSStepFunctions", "StartExecution", """{"stateMachineArn":"arn:m"}""", "states", "states:StartExecution arn:m")]
    [InlineData("AWSStepFunctions", "SendTaskSuccess", """{"taskToken":"t"}""", "states", "states:SendTaskSuccess stateMachine:review")]
    [InlineData("AWSStepFunctions", "SendTaskSuccess", """{"taskToken":"forged"}""", "states", "states:SendTaskSuccess *")]
    [InlineData("Comprehend_20171127", "DetectSentiment", """{"Text":"x"}""", "comprehend", "comprehend:DetectSentiment *")]
    [InlineData("TrentService", "Decrypt", """{"KeyId":"arn:k"}""", "kms", "kms:Decrypt arn:k")]
    [InlineData("AWSEvents", "PutEvents", """{"Entries":[{"EventBusName":"b","Source":"s","DetailType":"d"}]}""", "events", "events:PutEvents event-bus/b")]
    [InlineData("Unknown", "Operation", "{}", "x", "Unknown:Operation *")]
    public void Of_other_services(string prefix, string operation, string body, string service, string needs) =>
        Assert.Equal(needs, Text(Access.Of(prefix, operation, Encoding.UTF8.GetBytes(body)), service));

    [Fact]
    public void An_event_is_judged_by_its_source()
    {
        var request = Assert.Single(Access.Of(JsonWire.EventBridge.TargetPrefix, "PutEvents", """{"Entries":[{"Source":"s","DetailType":"d"}]}"""u8.ToArray()));
        Assert.Equal("s", request.Context!["events:source"]);
    }

    [Theory]
    [InlineData("lambda", "invoke", """{"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST"}""", "lambda:InvokeFunction", "Lambda.AWSLambdaException")]
    [InlineData("sns", "publish", """{"TargetArn":"arn:t"}""", "sns:Publish", "SNS.AccessDeniedException")]
    [InlineData("aws-sdk:sesv2", "sendEmail", """{"FromEmailAddress":"A <a@b.c>"}""", "ses:SendEmail on resource: arn:aws:ses:us-east-1:000000000000:identity/a@b.c", "SesV2.AccessDeniedException")]
    [InlineData("aws-sdk:dynamodb", "transactWriteItems", """{"TransactItems":[{"Put":{"TableName":"a"}}]}""", "dynamodb:PutItem", "DynamoDb.AccessDeniedException")]
    [InlineData("sqs", "sendMessage", """{"QueueUrl":"u/q"}""", "sqs:SendMessage", "SQS.AccessDeniedException")]
    [InlineData("aws-sdk:s3", "getObject", """{"Bucket":"b","Key":"k"}""", "s3:GetObject on resource: arn:aws:s3:::b/k", "S3.AccessDeniedException")]
    public async Task A_machine_is_refused_what_its_role_does_not_allow(string service, string api, string parameters, string names, string error)
    {
        var roles = new Roles();
        var arn = (await roles.CreateAsync(new("r", "aws:iam/role:Role", []), default))["arn"]!.ToString();
        TaskCall Call(string role) => new("e", "r", service, api, ServicePattern.RequestResponse, JsonNode.Parse(parameters), "k", role);

        var failed = Assert.IsType<TaskOutcome.Failed>(new TaskAccess(roles, Access).Refuses(Call(arn)));

        Assert.Equal(error, failed.Error);
        Assert.Contains(names, failed.Cause, StringComparison.Ordinal);
        Assert.Null(new TaskAccess(roles, Access).Refuses(Call("arn:aws:iam::000000000000:role/made-by-hand")));
    }

    private static string Text(IEnumerable<AccessRequest> requests, string service) =>
        string.Join(", ", requests.Select(r => $"{r.Action} {r.Resource.Replace($"arn:aws:{service}:us-east-1:000000000000:", "", StringComparison.Ordinal)}"));
}

using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary>A service that answers <c>aws-sdk</c> tasks over the wire.</summary>
/// <param name="Prefix">Of its errors: the service's name in AWS's SDK for Java.</param>
/// <param name="IsCamelCase">Its wire spells members <c>likeThis</c>.</param>
internal sealed record SdkService(JsonWire Wire, string Prefix, bool IsCamelCase, IReadOnlyList<string> Operations)
{
    public static IReadOnlyList<SdkService> All { get; } =
    [
        // What DynamoDB Local answers.
        new(JsonWire.DynamoDb, "DynamoDb", false,
        [
            "BatchExecuteStatement", "BatchGetItem", "BatchWriteItem", "CreateTable", "DeleteItem", "DeleteTable", "DescribeLimits", "DescribeTable",
            "DescribeTimeToLive", "ExecuteStatement", "ExecuteTransaction", "GetItem", "ListTables", "PutItem", "Query", "Scan", "TransactGetItems",
            "TransactWriteItems", "UpdateItem", "UpdateTable", "UpdateTimeToLive",
        ]),
        new(JsonWire.StepFunctions, "Sfn", true,
        [
            "CreateStateMachine", "DeleteStateMachine", "DescribeExecution", "DescribeMapRun", "DescribeStateMachine", "DescribeStateMachineForExecution",
            "GetExecutionHistory", "ListExecutions", "ListMapRuns", "ListStateMachines", "ListTagsForResource", "RedriveExecution", "SendTaskFailure",
            "SendTaskHeartbeat", "SendTaskSuccess", "StartExecution", "StartSyncExecution", "StopExecution", "TagResource", "UntagResource", "UpdateMapRun",
            "UpdateStateMachine", "ValidateStateMachineDefinition",
        ]),
        new(JsonWire.Sqs, "Sqs", false,
        [
            "ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "CreateQueue", "DeleteMessage", "DeleteMessageBatch", "DeleteQueue", "GetQueueAttributes", "GetQueueUrl",
            "ListDeadLetterSourceQueues", "ListQueueTags", "ListQueues", "PurgeQueue", "ReceiveMessage", "SendMessage", "SendMessageBatch",
            "SetQueueAttributes", "TagQueue", "UntagQueue",
        ]),
        new(JsonWire.EventBridge, "EventBridge", false,
        [
            "CreateEventBus", "DeleteEventBus", "DeleteRule", "DescribeEventBus", "DescribeRule", "DisableRule", "EnableRule", "ListEventBuses",
            "ListRuleNamesByTarget", "ListRules", "ListTargetsByRule", "PutEvents", "PutRule", "PutTargets", "RemoveTargets", "TestEventPattern",
        ]),
        new(JsonWire.Comprehend, "Comprehend", false,
        [
            "BatchDetectSentiment", "ContainsPiiEntities", "DetectDominantLanguage", "DetectPiiEntities", "DetectSentiment", "DetectToxicContent",
        ]),
    ];
}

using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;

namespace EventChat.Projections;

/// <summary>What the functions of the read side are asked and answer.</summary>
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class ProjectionsJson : JsonSerializerContext;

/// <summary>The background lane's queue. Apart from the stream's: both name a class BatchItemFailure.</summary>
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(LogNews))]
public sealed partial class BackgroundJson : JsonSerializerContext;

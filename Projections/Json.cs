using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;

namespace EventChat.Projections;

/// <summary>What the functions of the read side are asked and answer.</summary>
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class ProjectionsJson : JsonSerializerContext;

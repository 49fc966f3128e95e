using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.AppSyncEvents;

namespace EventChat.Pipeline;

/// <summary>What the functions of the write side are asked and answer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AppSyncResolverEvent<JsonElement>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(Original))]
[JsonSerializable(typeof(PresenceAnswer))]
public sealed partial class PipelineJson : JsonSerializerContext;

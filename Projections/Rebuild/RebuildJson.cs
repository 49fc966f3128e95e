using System.Text.Json;
using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What the rebuild workflow passes between its states, and what is kept of a run.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson), typeof(LogIdJson)])]
[JsonSerializable(typeof(RebuildTask))]
[JsonSerializable(typeof(RebuildInput))]
[JsonSerializable(typeof(RebuildStep))]
[JsonSerializable(typeof(MembershipPage))]
[JsonSerializable(typeof(EraseStep))]
[JsonSerializable(typeof(SegmentTask))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(SegmentProgress))]
[JsonSerializable(typeof(RebuildRun))]
[JsonSerializable(typeof(RunFacts))]
internal sealed partial class RebuildJson : JsonSerializerContext;

/// <summary>The context as it is stored: text stays itself.</summary>
public static class RebuildWire
{
    public static string Text(RunFacts facts) => JsonSerializer.Serialize(facts, Json.RunFacts);

    internal static readonly RebuildJson Json = new(new JsonSerializerOptions(RebuildJson.Default.Options!) { Encoder = Wire.Encoder });
}

public sealed class LogIdJson : JsonConverter<LogId>
{
    public override LogId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A log's name is null."));

    public override void Write(Utf8JsonWriter writer, LogId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <param name="Task"><c>step</c>, <c>work</c> or <c>fail</c>; <c>memberships</c> or <c>erase</c>, of the erasure workflow.</param>
public sealed record RebuildTask(string Task, JsonElement Input);

/// <param name="Cause">What Step Functions caught, for task <c>fail</c>.</param>
public sealed record RebuildInput(string Run, RunPhase? Phase = null, int? Segment = null, string? Cause = null);

/// <summary>What the workflow does next.</summary>
/// <param name="Wait">Seconds, before anything else: until all instances of the live feed know what was decided.</param>
public sealed record RebuildStep(string Run, bool More, int Wait, IReadOnlyList<SegmentTask> Segments);

public sealed record SegmentTask(string Run, RunPhase Phase, int Segment, bool Done = false);

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>The lines on the disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ExecutionStart))]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(ExecutionSummary))]
[JsonSerializable(typeof(StateMachine))]
[JsonSerializable(typeof(MapRunLine))]
[JsonSerializable(typeof(ExpressLine))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    public static byte[] Line<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    /// <summary>Null for what is no line of ours: a file of another version, or damaged by other means than a kill.</summary>
    public static T? Parse<T>(ReadOnlyMemory<byte> line, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

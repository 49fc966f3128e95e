using System.Text.Json.Serialization;

namespace EventChat.Projections;

/// <summary>A message of the background lane's queue: a log has news.</summary>
/// <param name="First">The lowest seq that the stream brought; null if the events could not be read.</param>
public sealed record LogNews(
    [property: JsonPropertyName("log")] string Log,
    [property: JsonPropertyName("first"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? First);

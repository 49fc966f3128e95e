using System.Text.Json.Serialization;

namespace EventChat.Projections;

/// <summary>What <c>reveal.js</c> asks and is answered.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SealedPage))]
[JsonSerializable(typeof(OpenPage))]
internal sealed partial class RevealJson : JsonSerializerContext;

public sealed record SealedPage(string Log, IReadOnlyList<SealedEvent> Events);

/// <param name="Body">JSON, less what is sealed.</param>
/// <param name="Sealed">Base64 of the box.</param>
public sealed record SealedEvent(string Type, int Version, string CommandId, string Owner, string Body, byte[] Sealed);

/// <param name="Bodies">JSON, one for each event.</param>
public sealed record OpenPage(IReadOnlyList<string> Bodies);

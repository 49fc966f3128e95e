using System.Text.Json.Nodes;

namespace EventChat.Asl.Conformance;

/// <summary>A state machine with the answers it must give; the format is told in <c>cases/README.md</c>.</summary>
/// <param name="Broken">Why it can not be run at all.</param>
public sealed record Case(string Name, JsonObject Source, string? Broken = null)
{
    public bool IsUncertain => Flag("uncertain");

    public bool IsRealTime => Flag("realTime");

    /// <summary>Needs a server: resources to be set up before and looked at afterwards.</summary>
    public bool IsIntegration => Source.ContainsKey("setup") || Source.ContainsKey("verify") || Source.ToJsonString().Contains("${ENDPOINT}", StringComparison.Ordinal);

    public string Definition => Source["definition"] is JsonValue text && text.TryGetValue<string>(out var raw) ? raw : Source["definition"]?.ToJsonString() ?? "";

    public JsonNode? Input => Source["input"];

    public JsonObject Tasks => Source["tasks"] as JsonObject ?? [];

    public JsonObject Expected => Source["expect"] as JsonObject ?? [];

    public override string ToString() => Name;

    private bool Flag(string name) => Source[name] is JsonValue value && value.TryGetValue<bool>(out var isSet) && isSet;
}

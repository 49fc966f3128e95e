using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>A state's input or output: never changed once it is one, and its text made once.</summary>
internal sealed class Payload(JsonNode? value, string? text = null)
{
    /// <summary>Bytes of UTF-8: AWS's own bound for what goes from state to state.</summary>
    public const int MaxBytes = 256 * 1024;

    public JsonNode? Value => value;

    public string Text { get; private set; } = text ?? JsonValues.Text(value);

    /// <exception cref="StateError">States.DataLimitExceeded.</exception>
    public Payload Bounded(string state) => Text.Length <= MaxBytes / 3 || Encoding.UTF8.GetByteCount(Text) <= MaxBytes
        ? this
        : throw new StateError(ErrorNames.DataLimitExceeded, $"The state/task '{state}' returned a result with a size exceeding the maximum number of bytes service limit.");

    public static Payload Parse(string text) => new(JsonNode.Parse(text, documentOptions: new() { MaxDepth = 1_000 }), text);
}

using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <param name="Outputs">The program's outputs by name.</param>
public sealed record DeployedStack(JsonObject Outputs, ResourceReport Report)
{
    /// <exception cref="StackException">The program has no such output, or it is not text.</exception>
    public string Output(string name) => Outputs[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new StackException($"output {name}", "the program has no such output");
}

using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;

namespace EventChat.EmulatorTests.AppSync;

/// <summary>Answers every function with what the test says.</summary>
internal sealed class FakeLambda : ILambdaInvoker
{
    public Func<JsonNode, LambdaResult> Answer { get; set; } = _ => Ok("null");

    public List<JsonNode> Payloads { get; } = [];

    public static LambdaResult Ok(string json) => new(Encoding.UTF8.GetBytes(json), null);

    public static LambdaResult Broken(string json) => new(Encoding.UTF8.GetBytes(json), "Unhandled");

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var node = JsonNode.Parse(payload.Span)!;
        lock (Payloads) Payloads.Add(node);
        return Task.FromResult(Answer(node));
    }
}

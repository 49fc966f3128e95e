using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Lambda;

namespace EventChat.UnitTests.Cognito;

/// <summary>Functions as a test writes them: each changes the event that it is given, or throws.</summary>
internal sealed class ScriptedFunctions : ILambdaInvoker
{
    public Dictionary<string, Action<JsonObject>> Code { get; } = [];

    /// <summary>The events, as they came.</summary>
    public List<JsonObject> Events { get; } = [];

    public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var code = Code[function];
        var input = JsonNode.Parse(payload.Span)!.AsObject();
        Events.Add(input.DeepClone().AsObject());
        try
        {
            code(input);
            return Task.FromResult(new LambdaResult(Encoding.UTF8.GetBytes(input.ToJsonString()), null));
        }
        catch (InvalidOperationException e)
        {
            var error = new JsonObject { ["errorType"] = "InvalidOperationException", ["errorMessage"] = e.Message };
            return Task.FromResult(new LambdaResult(Encoding.UTF8.GetBytes(error.ToJsonString()), "Unhandled"));
        }
    }
}

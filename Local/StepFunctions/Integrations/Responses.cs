using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

internal static class Responses
{
    /// <summary>The optimized integrations answer with what their SDK knows of the call, too; the <c>aws-sdk</c> ones do not.</summary>
    public static TaskOutcome.Succeeded WithMetadata(JsonObject body, int status = 200)
    {
        var requestId = Guid.NewGuid().ToString();
        body["SdkHttpMetadata"] = new JsonObject
        {
            ["AllHttpHeaders"] = new JsonObject { ["x-amzn-RequestId"] = new JsonArray(requestId) },
            ["HttpHeaders"] = new JsonObject { ["x-amzn-RequestId"] = requestId },
            ["HttpStatusCode"] = status,
        };
        body["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = requestId };
        return new(body);
    }

    public static JsonObject Parameters(TaskCall call) => call.Parameters as JsonObject ?? [];

    public static TaskOutcome Invalid(string why) => new TaskOutcome.Failed("States.Runtime", why);

    /// <summary>A member that is text on the wire: a document in its place is written as JSON.</summary>
    public static void AsText(JsonObject parameters, string member)
    {
        if (parameters[member] is { } node and not JsonValue) parameters[member] = node.ToJsonString();
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>aws-sdk:&lt;service&gt;:&lt;action&gt;</c>: the action's own parameters and answer, spelled as AWS's SDK for Java spells them.</summary>
internal sealed class SdkTasks(SdkService service, IServiceCalls calls) : IIntegration
{
    /// <summary>Their parameters go to the wire as they are: text that is a document in the state is written as JSON.</summary>
    private static readonly string[] Texts = ["Input", "Output", "Definition", "MessageBody", "Detail", "EventPattern"];

    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } =
        service.Operations.ToDictionary(SdkNames.Lower, _ => Patterns.OrToken, StringComparer.Ordinal);

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var parameters = Responses.Parameters(call);
        foreach (var text in Texts) Responses.AsText(parameters, text);
        foreach (var entry in (parameters["Entries"] as JsonArray ?? []).OfType<JsonObject>()) Stamp(entry);
        var request = service.IsCamelCase ? (JsonObject)SdkNames.Rename(parameters, SdkNames.Lower)! : parameters;
        var (answer, failure) = await ServiceFailure.CallAsync(calls, service.Wire, SdkNames.Upper(call.Api), request, service.Prefix, cancel);
        if (failure is not null) return failure;
        var body = service.IsCamelCase ? SdkNames.Rename(answer!.Body, SdkNames.Upper) : answer!.Body;
        return new TaskOutcome.Succeeded(SdkNames.WithTimes(body));
    }

    private static void Stamp(JsonObject entry)
    {
        Responses.AsText(entry, "Detail");
        Responses.AsText(entry, "MessageBody");
        // States write times as text, the wire wants seconds.
        if (entry["Time"] is JsonValue given && given.GetValueKind() is JsonValueKind.String
            && DateTimeOffset.TryParse(given.ToString(), CultureInfo.InvariantCulture, out var at)) entry["Time"] = at.ToUnixTimeMilliseconds() / 1000.0;
    }
}

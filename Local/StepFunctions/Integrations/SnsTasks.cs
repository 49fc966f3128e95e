using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.Wire;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>sns:publish</c>, and the same as <c>aws-sdk:sns:publish</c>; a message that is a document is sent as JSON.</summary>
/// <param name="prefix">Of its errors: <c>SNS</c>, of the SDK's <c>Sns</c>.</param>
internal sealed class SnsTasks(IRestCalls calls, string prefix, bool withMetadata) : IIntegration
{
    private static readonly string[] Members = ["TopicArn", "TargetArn", "PhoneNumber", "Message", "Subject", "MessageStructure", "MessageAttributes"];

    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } = new Dictionary<string, ServicePattern[]> { ["publish"] = Patterns.OrToken };

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var parameters = Responses.Parameters(call);
        if (parameters.Select(p => p.Key).Except(Members).ToList() is { Count: > 0 } unknown) return Responses.Invalid($"sns:publish: not emulated: {string.Join(", ", unknown)}");
        Responses.AsText(parameters, "Message");
        try
        {
            var answer = await calls.PostAsync("sns", "/", "application/x-www-form-urlencoded; charset=utf-8", Form(parameters), cancel);
            var document = XDocument.Parse(Encoding.UTF8.GetString(answer.Body));
            if (!answer.Succeeded) return ServiceFailure.Of(prefix, Find("Code") ?? "InternalFailure", Find("Message"), answer.Status);
            var body = new JsonObject { ["MessageId"] = Find("MessageId") };
            return withMetadata ? Responses.WithMetadata(body) : new TaskOutcome.Succeeded(body);

            string? Find(string name) => document.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
        }
        catch (Exception e) when (e is HttpRequestException or XmlException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return ServiceFailure.Unreachable(prefix, e);
        }
    }

    private static byte[] Form(JsonObject parameters)
    {
        var form = new StringBuilder("Action=Publish&Version=2010-03-31");
        foreach (var (name, value) in parameters.Where(p => p.Value is JsonValue)) Add(name, value!.ToString());
        var entries = 0;
        foreach (var (name, attribute) in parameters["MessageAttributes"] as JsonObject ?? [])
        {
            var entry = $"MessageAttributes.entry.{++entries}";
            Add($"{entry}.Name", name);
            foreach (var (member, value) in attribute as JsonObject ?? []) Add($"{entry}.Value.{member}", value?.ToString() ?? "");
        }
        return Encoding.UTF8.GetBytes(form.ToString());

        void Add(string name, string value) => form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}

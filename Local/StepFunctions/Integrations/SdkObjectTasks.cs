using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Integrations;

/// <summary><c>aws-sdk:s3:getObject</c>, <c>putObject</c>, <c>listObjectsV2</c>.</summary>
internal sealed class SdkObjectTasks(ObjectStore store) : IIntegration
{
    private static readonly string[] Members = ["Bucket", "Key", "Body", "ContentType", "Prefix", "MaxKeys", "ContinuationToken"];

    public IReadOnlyDictionary<string, ServicePattern[]> Apis { get; } =
        ((string[])["getObject", "putObject", "listObjectsV2"]).ToDictionary(api => api, _ => Patterns.OrToken);

    public async Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel)
    {
        var parameters = Responses.Parameters(call);
        if (parameters.Select(p => p.Key).Except(Members).ToList() is { Count: > 0 } unknown)
            return Responses.Invalid($"aws-sdk:s3:{call.Api}: not emulated: {string.Join(", ", unknown)}");
        if (Text("Bucket") is not { } bucket) return Responses.Invalid("The parameter Bucket is missing");
        if (call.Api != "listObjectsV2" && Text("Key") is null) return Responses.Invalid("The parameter Key is missing");
        try
        {
            return call.Api switch
            {
                "getObject" => Got(await store.GetAsync(bucket, Text("Key")!, cancel)),
                "putObject" => Put(await store.PutAsync(bucket, Text("Key")!, Body(parameters["Body"]), Text("ContentType") ?? "application/json", cancel)),
                _ => Listed(bucket, Text("Prefix") ?? "", await store.ListAsync(
                    bucket, Text("Prefix") ?? "", int.Parse(Text("MaxKeys") ?? "1000", CultureInfo.InvariantCulture), Text("ContinuationToken"), cancel)),
            };
        }
        catch (HttpRequestException e)
        {
            return ServiceFailure.Unreachable("S3", e);
        }

        string? Text(string name) => parameters[name]?.ToString();
    }

    private static byte[] Body(JsonNode? body) => Encoding.UTF8.GetBytes(body is JsonValue text ? text.ToString() : body?.ToJsonString() ?? "");

    private static TaskOutcome Got(ObjectAnswer answer) => answer.Status is not HttpStatusCode.OK ? ObjectFailure.Of(answer) : new TaskOutcome.Succeeded(new JsonObject
    {
        ["Body"] = Encoding.UTF8.GetString(answer.Body.Span), ["ContentLength"] = answer.Body.Length, ["ContentType"] = answer.ContentType, ["ETag"] = answer.ETag,
    });

    private static TaskOutcome Put(ObjectAnswer answer) =>
        answer.Status is HttpStatusCode.OK ? new TaskOutcome.Succeeded(new JsonObject { ["ETag"] = answer.ETag }) : ObjectFailure.Of(answer);

    private static TaskOutcome Listed(string bucket, string prefix, (ObjectAnswer Answer, IReadOnlyList<ListedObject> Objects, string? Next) page)
    {
        if (page.Answer.Status is not HttpStatusCode.OK) return ObjectFailure.Of(page.Answer);
        var body = new JsonObject
        {
            ["Name"] = bucket, ["Prefix"] = prefix, ["KeyCount"] = page.Objects.Count, ["IsTruncated"] = page.Next is not null,
            ["Contents"] = new JsonArray([.. page.Objects.Select(o => new JsonObject
            {
                ["Key"] = o.Key, ["Size"] = o.Size, ["ETag"] = o.ETag, ["LastModified"] = o.LastModified, ["StorageClass"] = o.StorageClass,
            })]),
        };
        if (page.Next is not null) body["NextContinuationToken"] = page.Next;
        return new TaskOutcome.Succeeded(body);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>Writes what the children answered: a file for each outcome and a manifest that names them.</summary>
internal sealed class MapResults(ExecutionPorts ports, MapRun run, MapRunChildren children)
{
    public async Task<JsonNode?> WriteAsync(JsonNode? parameters, CancellationToken cancel)
    {
        if (parameters is not JsonObject where || !JsonValues.IsString(where["Bucket"], out var bucket))
            throw new StateError(ErrorNames.ResultWriterFailed, "'Bucket' is missing in the ResultWriter's Parameters.");
        var prefix = JsonValues.IsString(where["Prefix"], out var given) && given.Length > 0 ? $"{given.TrimEnd('/')}/" : "";
        var folder = $"{prefix}{run.Arn.Split(':')[^1]}";
        var files = new JsonObject();
        foreach (var (name, isOf) in new (string, Func<ExecutionStatus, bool>)[]
            { ("SUCCEEDED", s => s is ExecutionStatus.Succeeded), ("FAILED", s => s is ExecutionStatus.Failed or ExecutionStatus.TimedOut), ("PENDING", _ => false) })
        {
            var results = new JsonArray([.. children.Results.Select((result, i) => (result, i)).Where(r => r.result is not null && isOf(r.result.Status)).Select(r => (JsonNode)View(r.result!, children.Inputs[r.i]))]);
            files[name] = new JsonArray();
            if (results.Count == 0) continue;
            var key = $"{folder}/{name}_0.json";
            var bytes = Encoding.UTF8.GetBytes(JsonValues.Text(results));
            await PutAsync(bucket, key, bytes, cancel);
            files[name] = new JsonArray(new JsonObject { ["Key"] = key, ["Size"] = bytes.Length });
        }
        var manifest = new JsonObject { ["DestinationBucket"] = bucket, ["MapRunArn"] = run.Arn, ["ResultFiles"] = files };
        await PutAsync(bucket, $"{folder}/manifest.json", Encoding.UTF8.GetBytes(JsonValues.Text(manifest)), cancel);
        lock (run.Items) run.Items.ResultsWritten = run.Items.Succeeded + run.Items.Failed + run.Items.TimedOut;
        return new JsonObject { ["MapRunArn"] = run.Arn, ["ResultWriterDetails"] = new JsonObject { ["Bucket"] = bucket, ["Key"] = $"{folder}/manifest.json" } };
    }

    private static JsonObject View(ExecutionResult result, ChildInput child)
    {
        var view = new JsonObject { ["Input"] = JsonValues.Text(child.Input), ["Status"] = result.Status is ExecutionStatus.TimedOut ? "TIMED_OUT" : result.Status.ToString().ToUpperInvariant() };
        if (result.Status is ExecutionStatus.Succeeded) view["Output"] = JsonValues.Text(result.Output);
        if (result.Error is not null) view["Error"] = result.Error;
        if (result.Cause is not null) view["Cause"] = result.Cause;
        return view;
    }

    private async Task PutAsync(string bucket, string key, byte[] content, CancellationToken cancel)
    {
        if (await ports.Objects.PutAsync(bucket, key, content, "application/json", cancel) is TaskOutcome.Failed(var error, var cause))
            throw new StateError(ErrorNames.ResultWriterFailed, $"{key} could not be written to {bucket}: {error} {cause}");
    }
}

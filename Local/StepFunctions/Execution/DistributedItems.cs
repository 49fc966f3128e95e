using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>The items of a Distributed Map: from its input or from objects, selected, and put into batches.</summary>
internal sealed class DistributedItems(ExecutionRun run, MapState state, DistributedMap map, StateContext context, CancellationToken cancel)
{
    public async Task<IReadOnlyList<JsonNode?>> ReadAsync(JsonNode? input)
    {
        var items = map.Reader is null ? MapItems.Inline(state, context, input) : await FromObjectsAsync(map.Reader, context.On(input));
        if (state.ItemSelector is null) return [.. items];
        return [.. items.Select((item, i) => state.ItemSelector.Evaluate(context.On(input, new MapItem(i, item)), "ItemSelector"))];
    }

    private async Task<JsonArray> FromObjectsAsync(ItemReader reader, Evaluation on)
    {
        var parameters = reader.Parameters.Evaluate(on, "Parameters");
        var most = reader.MaxItems is null ? (int?)null : (int)Amounts.Of(reader.MaxItems, on, 1, 100_000_000);
        var bucket = Text(parameters, "Bucket") ?? throw Unread("'Bucket' is missing in the ItemReader's Parameters");
        var answer = reader.Api == "listObjectsV2"
            ? await run.Ports.Objects.ListAsync(bucket, Text(parameters, "Prefix") ?? "", most, cancel)
            : await run.Ports.Objects.GetAsync(bucket, Text(parameters, "Key") ?? throw Unread("'Key' is missing in the ItemReader's Parameters"), cancel);
        if (answer is not TaskOutcome.Succeeded(var output))
            throw Unread(answer is TaskOutcome.Failed(var error, var cause) ? $"{error}: {cause}" : "the objects could not be read");
        if (reader.Api == "listObjectsV2") return output as JsonArray ?? [];
        var items = Parse(reader, JsonValues.IsString(output, out var text) ? text : "");
        return most is { } limit && items.Count > limit ? new JsonArray([.. items.Take(limit).Select(item => item?.DeepClone())]) : items;
    }

    private static JsonArray Parse(ItemReader reader, string text)
    {
        try
        {
            return reader.InputType switch
            {
                "JSON" => JsonNode.Parse(text) as JsonArray ?? throw Unread("the object is not a JSON array"),
                "JSONL" => new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonNode.Parse(line))]),
                _ => CommaSeparated.Read(text, reader.HasHeaderRow, reader.Headers),
            };
        }
        catch (JsonException e)
        {
            throw Unread($"the object is not {reader.InputType} ({e.Message})");
        }
    }

    private static string? Text(JsonNode? parameters, string name) =>
        parameters is JsonObject fields && JsonValues.IsString(fields[name], out var text) ? text : null;

    private static StateError Unread(string why) => new(ErrorNames.ItemReaderFailed, $"Attempting to read the items failed: {why}.");

    /// <summary>A child's input each: an item, or <c>{"Items": […], "BatchInput": …}</c>.</summary>
    public static IReadOnlyList<ChildInput> Batched(ItemBatcher? batcher, IReadOnlyList<JsonNode?> items, Evaluation on, string state)
    {
        if (batcher is null) return [.. items.Select(item => new ChildInput(new Payload(item).Bounded(state).Value, 1))];
        var most = batcher.MaxItems is null ? int.MaxValue : (int)Amounts.Of(batcher.MaxItems, on, 1, int.MaxValue);
        var bytes = batcher.MaxBytes is null ? Payload.MaxBytes : (int)Amounts.Of(batcher.MaxBytes, on, 1, Payload.MaxBytes);
        var common = batcher.BatchInput?.Evaluate(on, "BatchInput");
        var around = Encoding.UTF8.GetByteCount(JsonValues.Text(Batch([], common)));
        var batches = new List<ChildInput>();
        var batch = new List<JsonNode?>();
        var size = around;
        foreach (var item in items)
        {
            var length = JsonValues.Bytes(item) + 1;
            if (batch.Count > 0 && (batch.Count == most || size + length > bytes))
            {
                batches.Add(new ChildInput(Batch(batch, common), batch.Count));
                (batch, size) = ([], around);
            }
            if (size + length > bytes) throw new StateError(ErrorNames.DataLimitExceeded, $"An item of {length} bytes does not fit into a batch of {bytes} bytes.");
            batch.Add(item);
            size += length;
        }
        if (batch.Count > 0) batches.Add(new ChildInput(Batch(batch, common), batch.Count));
        return batches;
    }

    private static JsonObject Batch(List<JsonNode?> items, JsonNode? common)
    {
        var batch = new JsonObject();
        if (common is not null) batch["BatchInput"] = common.DeepClone();
        batch["Items"] = new JsonArray([.. items.Select(item => item?.DeepClone())]);
        return batch;
    }
}

using System.Text.Json;

namespace EventChat.Local.Streams;

/// <summary>Reads what a function answered to a batch under <c>ReportBatchItemFailures</c>.</summary>
internal static class BatchAnswer
{
    /// <summary>
    /// How many records from the start of the batch are done: all of them for an empty or null answer or list; none if the answer can not be
    /// understood or names a record that is not in the batch; otherwise those before the first that failed.
    /// </summary>
    public static int CountDone(ReadOnlyMemory<byte> payload, IReadOnlyList<PendingRecord> batch)
    {
        if (payload.Length == 0) return batch.Count;
        try
        {
            using var answer = JsonDocument.Parse(payload);
            return CountDone(answer.RootElement, batch);
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private static int CountDone(JsonElement answer, IReadOnlyList<PendingRecord> batch)
    {
        if (answer.ValueKind is JsonValueKind.Null) return batch.Count;
        if (answer.ValueKind is JsonValueKind.String) return answer.ValueEquals("") ? batch.Count : 0;
        if (answer.ValueKind is not JsonValueKind.Object) return 0;
        if (!answer.TryGetProperty("batchItemFailures", out var failures) || failures.ValueKind is JsonValueKind.Null) return batch.Count;
        if (failures.ValueKind is not JsonValueKind.Array) return 0;

        var places = new Dictionary<string, int>(batch.Count, StringComparer.Ordinal);
        for (var i = 0; i < batch.Count; i++) places[batch[i].Sequence] = i;
        var done = batch.Count;
        foreach (var failure in failures.EnumerateArray())
        {
            if (failure.ValueKind is not JsonValueKind.Object || !failure.TryGetProperty("itemIdentifier", out var identifier)
                || identifier.ValueKind is not JsonValueKind.String || !places.TryGetValue(identifier.GetString()!, out var place)) return 0;
            done = Math.Min(done, place);
        }
        return done;
    }
}

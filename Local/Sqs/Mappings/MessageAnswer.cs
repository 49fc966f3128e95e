using System.Text.Json;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>Reads what a function answered to a batch of messages under <c>ReportBatchItemFailures</c>.</summary>
internal static class MessageAnswer
{
    /// <summary>
    /// The ids that failed: none for an empty or null answer or list; null, the whole batch, if the answer can not be understood or names a
    /// message that is not in the batch.
    /// </summary>
    public static IReadOnlySet<string>? Failed(ReadOnlyMemory<byte> payload, IReadOnlySet<string> batch)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        if (payload.Length == 0) return failed;
        try
        {
            using var answer = JsonDocument.Parse(payload);
            var root = answer.RootElement;
            if (root.ValueKind is JsonValueKind.Null || (root.ValueKind is JsonValueKind.String && root.ValueEquals(""))) return failed;
            if (root.ValueKind is not JsonValueKind.Object) return null;
            if (!root.TryGetProperty("batchItemFailures", out var list) || list.ValueKind is JsonValueKind.Null) return failed;
            if (list.ValueKind is not JsonValueKind.Array) return null;
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind is not JsonValueKind.Object || !item.TryGetProperty("itemIdentifier", out var id)
                    || id.ValueKind is not JsonValueKind.String || !batch.Contains(id.GetString()!)) return null;
                failed.Add(id.GetString()!);
            }
            return failed;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

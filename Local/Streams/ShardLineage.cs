using Amazon.DynamoDBStreams.Model;

namespace EventChat.Local.Streams;

/// <summary>
/// The order among shards: an item's changes go on in a child of the shard they were in, so a child waits until its parent is done with.
/// </summary>
internal static class ShardLineage
{
    /// <summary>The shards that may be read now: not finished, and their parent finished or no longer in the stream.</summary>
    public static IEnumerable<Shard> Ready(IReadOnlyCollection<Shard> shards, Func<string, bool> isFinished)
    {
        var listed = shards.Select(s => s.ShardId).ToHashSet(StringComparer.Ordinal);
        return shards.Where(s => !isFinished(s.ShardId)
            && (s.ParentShardId is not { Length: > 0 } parent || !listed.Contains(parent) || isFinished(parent)));
    }
}

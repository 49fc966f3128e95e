using Microsoft.Extensions.Logging;

namespace EventChat.Local.Streams;

internal static partial class StreamsLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Mapping} {Shard} is read after {Sequence}")]
    public static partial void ShardStarted(this ILogger log, string mapping, string shard, string? sequence);

    [LoggerMessage(2, LogLevel.Debug, "{Mapping} {Shard} is finished")]
    public static partial void ShardFinished(this ILogger log, string mapping, string shard);

    [LoggerMessage(3, LogLevel.Error, "{Mapping} {Shard} stopped and is taken up again from its checkpoint")]
    public static partial void ShardFailed(this ILogger log, Exception? exception, string mapping, string shard);

    [LoggerMessage(4, LogLevel.Warning, "{Mapping} can not see its stream; it tries again")]
    public static partial void StreamUnreadable(this ILogger log, Exception exception, string mapping);

    [LoggerMessage(5, LogLevel.Warning, "{Mapping} {Shard} can not be read; it is tried again")]
    public static partial void ReadFailed(this ILogger log, Exception exception, string mapping, string shard);

    [LoggerMessage(6, LogLevel.Error, "{Mapping} {Shard}: the records after {Sequence} are no longer in the stream; reading goes on with the oldest there is")]
    public static partial void RecordsTrimmed(this ILogger log, string mapping, string shard, string? sequence);

    [LoggerMessage(7, LogLevel.Warning, "{Mapping} {Shard}: a batch of {Count} from {Sequence} failed: {Error}")]
    public static partial void BatchFailed(this ILogger log, string mapping, string shard, int count, string sequence, string error);

    [LoggerMessage(8, LogLevel.Warning, "{Mapping} {Shard}: {Count} records from {Sequence} are to be retried")]
    public static partial void RecordsFailed(this ILogger log, string mapping, string shard, int count, string sequence);

    [LoggerMessage(9, LogLevel.Warning, "{Mapping} {Shard}: the function can not be called now: {Why}")]
    public static partial void BatchRefused(this ILogger log, string mapping, string shard, string why);

    [LoggerMessage(10, LogLevel.Error, "{Mapping} {Shard}: {Count} records from {First} to {Last} are given up: {Condition}; destination: {Destination}")]
    public static partial void BatchGivenUp(
        this ILogger log, string mapping, string shard, int count, string first, string last, string condition, string? destination);

    [LoggerMessage(11, LogLevel.Warning, "{Mapping}: {Destination} did not take a failed batch; it is tried again")]
    public static partial void DestinationFailed(this ILogger log, Exception exception, string mapping, string destination);

    [LoggerMessage(12, LogLevel.Warning, "The checkpoints in {File} can not be read; the whole stream is read again")]
    public static partial void CheckpointsUnreadable(this ILogger log, Exception exception, string file);

    [LoggerMessage(13, LogLevel.Warning, "{Mapping}: the checkpoints could not be saved; it is tried again")]
    public static partial void CheckpointsUnsaved(this ILogger log, Exception exception, string mapping);
}

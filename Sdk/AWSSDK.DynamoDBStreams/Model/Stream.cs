namespace Amazon.DynamoDBStreams.Model;

/// <summary>A stream as <c>ListStreams</c> names it. Streams of disabled tables stay listed for 24 hours.</summary>
public class StreamSummary
{
    public string StreamArn { get; set; }
    public string StreamLabel { get; set; }
    public string TableName { get; set; }
}

public class StreamDescription
{
    public DateTime? CreationRequestDateTime { get; set; }
    public List<KeySchemaElement> KeySchema { get; set; }

    /// <summary>Not null when there are more shards: pass it as <c>ExclusiveStartShardId</c>.</summary>
    public string LastEvaluatedShardId { get; set; }

    public List<Shard> Shards { get; set; }
    public string StreamArn { get; set; }
    public string StreamLabel { get; set; }
    public StreamStatus StreamStatus { get; set; }
    public StreamViewType StreamViewType { get; set; }
    public string TableName { get; set; }
}

public class KeySchemaElement
{
    public string AttributeName { get; set; }
    public KeyType KeyType { get; set; }
}

/// <summary>A group of records in the order of their changes. An item's later changes may be in a child of the shard.</summary>
public class Shard
{
    public string ParentShardId { get; set; }
    public SequenceNumberRange SequenceNumberRange { get; set; }
    public string ShardId { get; set; }
}

public class SequenceNumberRange
{
    /// <summary>Null while the shard is open.</summary>
    public string EndingSequenceNumber { get; set; }

    public string StartingSequenceNumber { get; set; }
}

public class ShardFilter
{
    public string ShardId { get; set; }
    public ShardFilterType Type { get; set; }
}

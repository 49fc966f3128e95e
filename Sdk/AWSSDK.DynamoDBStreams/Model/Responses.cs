using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class ListStreamsResponse : AmazonWebServiceResponse
{
    /// <summary>Not null when there are more streams: pass it as <c>ExclusiveStartStreamArn</c>.</summary>
    public string LastEvaluatedStreamArn { get; set; }

    public List<StreamSummary> Streams { get; set; }
}

public class DescribeStreamResponse : AmazonWebServiceResponse
{
    public StreamDescription StreamDescription { get; set; }
}

public class GetShardIteratorResponse : AmazonWebServiceResponse
{
    /// <summary>Good for 15 minutes.</summary>
    public string ShardIterator { get; set; }
}

public class GetRecordsResponse : AmazonWebServiceResponse
{
    /// <summary>Where to go on; null when the shard is closed and was read to its end.</summary>
    public string NextShardIterator { get; set; }

    public List<Record> Records { get; set; }
}

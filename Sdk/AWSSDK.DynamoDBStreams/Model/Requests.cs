using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

public class AmazonDynamoDBStreamsRequest : AmazonWebServiceRequest;

public class ListStreamsRequest : AmazonDynamoDBStreamsRequest
{
    public string ExclusiveStartStreamArn { get; set; }

    /// <summary>1 to 100; 100 by default.</summary>
    public int? Limit { get; set; }

    public string TableName { get; set; }
}

public class DescribeStreamRequest : AmazonDynamoDBStreamsRequest
{
    public string ExclusiveStartShardId { get; set; }

    /// <summary>1 to 100; 100 by default.</summary>
    public int? Limit { get; set; }

    public ShardFilter ShardFilter { get; set; }
    public string StreamArn { get; set; }
}

public class GetShardIteratorRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>For the two iterator types that start at a record.</summary>
    public string SequenceNumber { get; set; }

    public string ShardId { get; set; }
    public ShardIteratorType ShardIteratorType { get; set; }
    public string StreamArn { get; set; }
}

public class GetRecordsRequest : AmazonDynamoDBStreamsRequest
{
    /// <summary>1 to 1000; 1000 by default. A page is never larger than 1 MB.</summary>
    public int? Limit { get; set; }

    public string ShardIterator { get; set; }
}

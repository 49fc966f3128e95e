using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class StartReplayRequest : AmazonEventBridgeRequest
{
    public string Description { get; set; }
    public ReplayDestination Destination { get; set; }
    public DateTime? EventEndTime { get; set; }
    public string EventSourceArn { get; set; }
    public DateTime? EventStartTime { get; set; }
    public string ReplayName { get; set; }
}

public class StartReplayResponse : AmazonWebServiceResponse
{
    public string ReplayArn { get; set; }
    public DateTime? ReplayStartTime { get; set; }
    public ReplayState State { get; set; }
    public string StateReason { get; set; }
}

public class CancelReplayRequest : AmazonEventBridgeRequest
{
    public string ReplayName { get; set; }
}

public class CancelReplayResponse : AmazonWebServiceResponse
{
    public string ReplayArn { get; set; }
    public ReplayState State { get; set; }
    public string StateReason { get; set; }
}

public class DescribeReplayRequest : AmazonEventBridgeRequest
{
    public string ReplayName { get; set; }
}

public class DescribeReplayResponse : AmazonWebServiceResponse
{
    public string Description { get; set; }
    public ReplayDestination Destination { get; set; }
    public DateTime? EventEndTime { get; set; }
    public DateTime? EventLastReplayedTime { get; set; }
    public string EventSourceArn { get; set; }
    public DateTime? EventStartTime { get; set; }
    public string ReplayArn { get; set; }
    public DateTime? ReplayEndTime { get; set; }
    public string ReplayName { get; set; }
    public DateTime? ReplayStartTime { get; set; }
    public ReplayState State { get; set; }
    public string StateReason { get; set; }
}

public class ListReplaysRequest : AmazonEventBridgeRequest
{
    public string EventSourceArn { get; set; }
    public int? Limit { get; set; }
    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
    public ReplayState State { get; set; }
}

public class ListReplaysResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<Replay> Replays { get; set; }
}

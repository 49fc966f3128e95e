using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class PutTargetsRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public string Rule { get; set; }

    /// <summary>1 to 100; a rule has at most 5 by default.</summary>
    public List<Target> Targets { get; set; }
}

public class PutTargetsResponse : AmazonWebServiceResponse
{
    public List<PutTargetsResultEntry> FailedEntries { get; set; }
    public int? FailedEntryCount { get; set; }
}

public class ListTargetsByRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public int? Limit { get; set; }
    public string NextToken { get; set; }
    public string Rule { get; set; }
}

public class ListTargetsByRuleResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<Target> Targets { get; set; }
}

public class RemoveTargetsRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public bool? Force { get; set; }
    public List<string> Ids { get; set; }
    public string Rule { get; set; }
}

public class RemoveTargetsResponse : AmazonWebServiceResponse
{
    public List<RemoveTargetsResultEntry> FailedEntries { get; set; }
    public int? FailedEntryCount { get; set; }
}

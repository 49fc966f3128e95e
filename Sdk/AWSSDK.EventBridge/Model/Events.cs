using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class PutEventsRequest : AmazonEventBridgeRequest
{
    /// <summary>1 to 10, at most 1 MB together.</summary>
    public List<PutEventsRequestEntry> Entries { get; set; }
}

/// <summary>Some entries may have failed: look at the count.</summary>
public class PutEventsResponse : AmazonWebServiceResponse
{
    /// <summary>In the order of the request.</summary>
    public List<PutEventsResultEntry> Entries { get; set; }

    public int? FailedEntryCount { get; set; }
}

public class TestEventPatternRequest : AmazonEventBridgeRequest
{
    public string Event { get; set; }
    public string EventPattern { get; set; }
}

public class TestEventPatternResponse : AmazonWebServiceResponse
{
    public bool? Result { get; set; }
}

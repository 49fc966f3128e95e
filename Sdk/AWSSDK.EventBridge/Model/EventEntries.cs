namespace Amazon.EventBridge.Model;

public class PutEventsRequestEntry
{
    /// <summary>A JSON object.</summary>
    public string Detail { get; set; }

    public string DetailType { get; set; }

    /// <summary>Name or ARN; <c>default</c> by default.</summary>
    public string EventBusName { get; set; }

    public List<string> Resources { get; set; }
    public string Source { get; set; }

    /// <summary>The time of the call by default.</summary>
    public DateTime? Time { get; set; }

    public string TraceHeader { get; set; }
}

public class PutEventsResultEntry
{
    public string ErrorCode { get; set; }
    public string ErrorMessage { get; set; }
    public string EventId { get; set; }
}

public class PutTargetsResultEntry
{
    public string ErrorCode { get; set; }
    public string ErrorMessage { get; set; }
    public string TargetId { get; set; }
}

public class RemoveTargetsResultEntry
{
    public string ErrorCode { get; set; }
    public string ErrorMessage { get; set; }
    public string TargetId { get; set; }
}

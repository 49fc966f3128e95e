namespace Amazon.EventBridge.Model;

public class ApiDestination
{
    public string ApiDestinationArn { get; set; }
    public ApiDestinationState ApiDestinationState { get; set; }
    public string ConnectionArn { get; set; }
    public DateTime? CreationTime { get; set; }
    public ApiDestinationHttpMethod HttpMethod { get; set; }
    public string InvocationEndpoint { get; set; }
    public int? InvocationRateLimitPerSecond { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public string Name { get; set; }
}

public class Archive
{
    public string ArchiveName { get; set; }
    public DateTime? CreationTime { get; set; }
    public long? EventCount { get; set; }
    public string EventSourceArn { get; set; }
    public int? RetentionDays { get; set; }
    public long? SizeBytes { get; set; }
    public ArchiveState State { get; set; }
    public string StateReason { get; set; }
}

public class Connection
{
    public ConnectionAuthorizationType AuthorizationType { get; set; }
    public string ConnectionArn { get; set; }
    public ConnectionState ConnectionState { get; set; }
    public DateTime? CreationTime { get; set; }
    public DateTime? LastAuthorizedTime { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public string Name { get; set; }
    public string StateReason { get; set; }
}

public class EventBus
{
    public string Arn { get; set; }
    public DateTime? CreationTime { get; set; }
    public string Description { get; set; }
    public DateTime? LastModifiedTime { get; set; }
    public string Name { get; set; }
    public string Policy { get; set; }
}

public class Replay
{
    public DateTime? EventEndTime { get; set; }
    public DateTime? EventLastReplayedTime { get; set; }
    public string EventSourceArn { get; set; }
    public DateTime? EventStartTime { get; set; }
    public DateTime? ReplayEndTime { get; set; }
    public string ReplayName { get; set; }
    public DateTime? ReplayStartTime { get; set; }
    public ReplayState State { get; set; }
    public string StateReason { get; set; }
}

public class Rule
{
    public string Arn { get; set; }
    public string Description { get; set; }
    public string EventBusName { get; set; }
    public string EventPattern { get; set; }
    public string ManagedBy { get; set; }
    public string Name { get; set; }
    public string RoleArn { get; set; }
    public string ScheduleExpression { get; set; }
    public RuleState State { get; set; }
}

public class Tag
{
    public string Key { get; set; }
    public string Value { get; set; }
}

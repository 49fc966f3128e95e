namespace Amazon.StepFunctions.Model;

public class ExecutionListItem
{
    public string ExecutionArn { get; set; }
    public int? ItemCount { get; set; }
    public string MapRunArn { get; set; }
    public string Name { get; set; }
    public int? RedriveCount { get; set; }
    public DateTime? RedriveDate { get; set; }
    public DateTime? StartDate { get; set; }
    public string StateMachineAliasArn { get; set; }
    public string StateMachineArn { get; set; }
    public string StateMachineVersionArn { get; set; }
    public ExecutionStatus Status { get; set; }
    public DateTime? StopDate { get; set; }
}

public class MapRunExecutionCounts
{
    public long? Aborted { get; set; }
    public long? Failed { get; set; }
    public long? FailuresNotRedrivable { get; set; }
    public long? Pending { get; set; }
    public long? PendingRedrive { get; set; }
    public long? ResultsWritten { get; set; }
    public long? Running { get; set; }
    public long? Succeeded { get; set; }
    public long? TimedOut { get; set; }
    public long? Total { get; set; }
}

public class MapRunItemCounts
{
    public long? Aborted { get; set; }
    public long? Failed { get; set; }
    public long? FailuresNotRedrivable { get; set; }
    public long? Pending { get; set; }
    public long? PendingRedrive { get; set; }
    public long? ResultsWritten { get; set; }
    public long? Running { get; set; }
    public long? Succeeded { get; set; }
    public long? TimedOut { get; set; }
    public long? Total { get; set; }
}

public class MapRunListItem
{
    public string ExecutionArn { get; set; }
    public string MapRunArn { get; set; }
    public DateTime? StartDate { get; set; }
    public string StateMachineArn { get; set; }
    public DateTime? StopDate { get; set; }
}

public class StateMachineListItem
{
    public DateTime? CreationDate { get; set; }
    public string Name { get; set; }
    public string StateMachineArn { get; set; }
    public StateMachineType Type { get; set; }
}

public class ValidateStateMachineDefinitionDiagnostic
{
    public string Code { get; set; }
    public string Location { get; set; }
    public string Message { get; set; }
    public ValidateStateMachineDefinitionSeverity Severity { get; set; }
}

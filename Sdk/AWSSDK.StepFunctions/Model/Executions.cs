using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON of at most 256 KiB; <c>{}</c> by default.</summary>
    public string Input { get; set; }

    /// <summary>1 to 80 characters; unique within the machine for 90 days. A random one by default.</summary>
    public string Name { get; set; }

    public string StateMachineArn { get; set; }
    public string TraceHeader { get; set; }
}

public class StartExecutionResponse : AmazonWebServiceResponse
{
    public string ExecutionArn { get; set; }
    public DateTime? StartDate { get; set; }
}

public class StartSyncExecutionRequest : AmazonStepFunctionsRequest
{
    public IncludedData IncludedData { get; set; }

    /// <summary>JSON of at most 256 KiB; <c>{}</c> by default.</summary>
    public string Input { get; set; }

    public string Name { get; set; }
    public string StateMachineArn { get; set; }
    public string TraceHeader { get; set; }
}

public class StartSyncExecutionResponse : AmazonWebServiceResponse
{
    public BillingDetails BillingDetails { get; set; }
    public string Cause { get; set; }
    public string Error { get; set; }
    public string ExecutionArn { get; set; }
    public string Input { get; set; }
    public CloudWatchEventsExecutionDataDetails InputDetails { get; set; }
    public string Name { get; set; }
    public string Output { get; set; }
    public CloudWatchEventsExecutionDataDetails OutputDetails { get; set; }
    public DateTime? StartDate { get; set; }
    public string StateMachineArn { get; set; }

    /// <summary>A failed execution is an answer, not an exception.</summary>
    public SyncExecutionStatus Status { get; set; }

    public DateTime? StopDate { get; set; }
    public string TraceHeader { get; set; }
}

public class StopExecutionRequest : AmazonStepFunctionsRequest
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string ExecutionArn { get; set; }
}

public class StopExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? StopDate { get; set; }
}

public class RedriveExecutionRequest : AmazonStepFunctionsRequest
{
    public string ClientToken { get; set; }
    public string ExecutionArn { get; set; }
}

public class RedriveExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? RedriveDate { get; set; }
}

public class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }
    public IncludedData IncludedData { get; set; }
}

public class DescribeExecutionResponse : AmazonWebServiceResponse
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string ExecutionArn { get; set; }
    public string Input { get; set; }
    public CloudWatchEventsExecutionDataDetails InputDetails { get; set; }
    public string MapRunArn { get; set; }
    public string Name { get; set; }
    public string Output { get; set; }
    public CloudWatchEventsExecutionDataDetails OutputDetails { get; set; }
    public int? RedriveCount { get; set; }
    public DateTime? RedriveDate { get; set; }
    public ExecutionRedriveStatus RedriveStatus { get; set; }
    public string RedriveStatusReason { get; set; }
    public DateTime? StartDate { get; set; }
    public string StateMachineAliasArn { get; set; }
    public string StateMachineArn { get; set; }
    public string StateMachineVersionArn { get; set; }
    public ExecutionStatus Status { get; set; }
    public DateTime? StopDate { get; set; }
    public string TraceHeader { get; set; }
}

public class ListExecutionsRequest : AmazonStepFunctionsRequest
{
    public string MapRunArn { get; set; }

    /// <summary>0 to 1000; 0, the default, means 100.</summary>
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
    public ExecutionRedriveFilter RedriveFilter { get; set; }

    /// <summary>This or the Map Run, not both.</summary>
    public string StateMachineArn { get; set; }

    public ExecutionStatus StatusFilter { get; set; }
}

public class ListExecutionsResponse : AmazonWebServiceResponse
{
    public List<ExecutionListItem> Executions { get; set; }
    public string NextToken { get; set; }
}

public class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    /// <summary>Inputs and outputs, too; true by default.</summary>
    public bool? IncludeExecutionData { get; set; }

    /// <summary>0 to 1000; 0, the default, means 100.</summary>
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    /// <summary>The newest event first.</summary>
    public bool? ReverseOrder { get; set; }
}

public class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    public List<HistoryEvent> Events { get; set; }
    public string NextToken { get; set; }
}

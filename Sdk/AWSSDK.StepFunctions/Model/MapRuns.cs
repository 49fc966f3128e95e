using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class ListMapRunsRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
}

public class ListMapRunsResponse : AmazonWebServiceResponse
{
    public List<MapRunListItem> MapRuns { get; set; }
    public string NextToken { get; set; }
}

public class DescribeMapRunRequest : AmazonStepFunctionsRequest
{
    public string MapRunArn { get; set; }
}

public class DescribeMapRunResponse : AmazonWebServiceResponse
{
    public string ExecutionArn { get; set; }
    public MapRunExecutionCounts ExecutionCounts { get; set; }
    public MapRunItemCounts ItemCounts { get; set; }
    public string MapRunArn { get; set; }
    public int? MaxConcurrency { get; set; }
    public int? RedriveCount { get; set; }
    public DateTime? RedriveDate { get; set; }
    public DateTime? StartDate { get; set; }
    public MapRunStatus Status { get; set; }
    public DateTime? StopDate { get; set; }
    public long? ToleratedFailureCount { get; set; }
    public float? ToleratedFailurePercentage { get; set; }
}

public class UpdateMapRunRequest : AmazonStepFunctionsRequest
{
    public string MapRunArn { get; set; }

    /// <summary>0 means no limit.</summary>
    public int? MaxConcurrency { get; set; }

    public long? ToleratedFailureCount { get; set; }

    /// <summary>0 to 100.</summary>
    public float? ToleratedFailurePercentage { get; set; }
}

public class UpdateMapRunResponse : AmazonWebServiceResponse;

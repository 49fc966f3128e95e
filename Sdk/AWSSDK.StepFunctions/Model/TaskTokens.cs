using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON of at most 256 KiB.</summary>
    public string Output { get; set; }

    public string TaskToken { get; set; }
}

public class SendTaskSuccessResponse : AmazonWebServiceResponse;

public class SendTaskFailureRequest : AmazonStepFunctionsRequest
{
    /// <summary>At most 32768 characters.</summary>
    public string Cause { get; set; }

    /// <summary>At most 256 characters.</summary>
    public string Error { get; set; }

    public string TaskToken { get; set; }
}

public class SendTaskFailureResponse : AmazonWebServiceResponse;

public class SendTaskHeartbeatRequest : AmazonStepFunctionsRequest
{
    public string TaskToken { get; set; }
}

public class SendTaskHeartbeatResponse : AmazonWebServiceResponse;

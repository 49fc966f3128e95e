using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class TestStateRequest : AmazonStepFunctionsRequest
{
    public string Context { get; set; }
    public string Definition { get; set; }
    public string Input { get; set; }
    public InspectionLevel InspectionLevel { get; set; }
    public MockInput Mock { get; set; }
    public bool? RevealSecrets { get; set; }
    public string RoleArn { get; set; }
    public TestStateConfiguration StateConfiguration { get; set; }
    public string StateName { get; set; }
    public string Variables { get; set; }
}

public class TestStateResponse : AmazonWebServiceResponse
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public InspectionData InspectionData { get; set; }
    public string NextState { get; set; }
    public string Output { get; set; }
    public TestExecutionStatus Status { get; set; }
}

using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public class CreateStateMachineRequest : AmazonStepFunctionsRequest
{
    public string Definition { get; set; }
    public EncryptionConfiguration EncryptionConfiguration { get; set; }
    public LoggingConfiguration LoggingConfiguration { get; set; }
    public string Name { get; set; }
    public bool? Publish { get; set; }
    public string RoleArn { get; set; }
    public List<Tag> Tags { get; set; }
    public TracingConfiguration TracingConfiguration { get; set; }

    /// <summary>Standard by default.</summary>
    public StateMachineType Type { get; set; }

    public string VersionDescription { get; set; }
}

public class CreateStateMachineResponse : AmazonWebServiceResponse
{
    public DateTime? CreationDate { get; set; }
    public string StateMachineArn { get; set; }
    public string StateMachineVersionArn { get; set; }
}

public class UpdateStateMachineRequest : AmazonStepFunctionsRequest
{
    public string Definition { get; set; }
    public EncryptionConfiguration EncryptionConfiguration { get; set; }
    public LoggingConfiguration LoggingConfiguration { get; set; }
    public bool? Publish { get; set; }
    public string RoleArn { get; set; }
    public string StateMachineArn { get; set; }
    public TracingConfiguration TracingConfiguration { get; set; }
    public string VersionDescription { get; set; }
}

public class UpdateStateMachineResponse : AmazonWebServiceResponse
{
    public string RevisionId { get; set; }
    public string StateMachineVersionArn { get; set; }
    public DateTime? UpdateDate { get; set; }
}

public class DescribeStateMachineRequest : AmazonStepFunctionsRequest
{
    public IncludedData IncludedData { get; set; }
    public string StateMachineArn { get; set; }
}

public class DescribeStateMachineResponse : AmazonWebServiceResponse
{
    public DateTime? CreationDate { get; set; }
    public string Definition { get; set; }
    public string Description { get; set; }
    public EncryptionConfiguration EncryptionConfiguration { get; set; }
    public string Label { get; set; }
    public LoggingConfiguration LoggingConfiguration { get; set; }
    public string Name { get; set; }
    public string RevisionId { get; set; }
    public string RoleArn { get; set; }
    public string StateMachineArn { get; set; }
    public StateMachineStatus Status { get; set; }
    public TracingConfiguration TracingConfiguration { get; set; }
    public StateMachineType Type { get; set; }
    public Dictionary<string, List<string>> VariableReferences { get; set; }
}

public class DescribeStateMachineForExecutionRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }
    public IncludedData IncludedData { get; set; }
}

public class DescribeStateMachineForExecutionResponse : AmazonWebServiceResponse
{
    public string Definition { get; set; }
    public EncryptionConfiguration EncryptionConfiguration { get; set; }
    public string Label { get; set; }
    public LoggingConfiguration LoggingConfiguration { get; set; }
    public string MapRunArn { get; set; }
    public string Name { get; set; }
    public string RevisionId { get; set; }
    public string RoleArn { get; set; }
    public string StateMachineArn { get; set; }
    public TracingConfiguration TracingConfiguration { get; set; }
    public DateTime? UpdateDate { get; set; }
    public Dictionary<string, List<string>> VariableReferences { get; set; }
}

public class ListStateMachinesRequest : AmazonStepFunctionsRequest
{
    /// <summary>0 to 1000; 0, the default, means 100.</summary>
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListStateMachinesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<StateMachineListItem> StateMachines { get; set; }
}

public class DeleteStateMachineRequest : AmazonStepFunctionsRequest
{
    public string StateMachineArn { get; set; }
}

public class DeleteStateMachineResponse : AmazonWebServiceResponse;

public class ValidateStateMachineDefinitionRequest : AmazonStepFunctionsRequest
{
    public string Definition { get; set; }
    public int? MaxResults { get; set; }
    public ValidateStateMachineDefinitionSeverity Severity { get; set; }
    public StateMachineType Type { get; set; }
}

public class ValidateStateMachineDefinitionResponse : AmazonWebServiceResponse
{
    public List<ValidateStateMachineDefinitionDiagnostic> Diagnostics { get; set; }
    public ValidateStateMachineDefinitionResultCode Result { get; set; }
    public bool? Truncated { get; set; }
}

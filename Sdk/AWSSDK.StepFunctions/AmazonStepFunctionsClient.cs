using Amazon.StepFunctions.Internal;
using Amazon.StepFunctions.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>Safe for concurrent use.</summary>
public class AmazonStepFunctionsClient : JsonServiceClient, IAmazonStepFunctions
{
    private static readonly StepFunctionsJson Json = StepFunctionsJson.Default;

    public AmazonStepFunctionsClient() : this(new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(RegionEndpoint region) : this(new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config) : base(StepFunctionsService.Definition, config) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials) : this(credentials, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig)
        : base(StepFunctionsService.Definition, credentials, clientConfig) { }

    public IStepFunctionsPaginatorFactory Paginators => new StepFunctionsPaginatorFactory(this);

    public virtual Task<CreateStateMachineResponse> CreateStateMachineAsync(
        CreateStateMachineRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("CreateStateMachine", request, Json.CreateStateMachineRequest, Json.CreateStateMachineResponse, cancellationToken);

    public virtual Task<UpdateStateMachineResponse> UpdateStateMachineAsync(
        UpdateStateMachineRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateStateMachine", request, Json.UpdateStateMachineRequest, Json.UpdateStateMachineResponse, cancellationToken);

    public virtual Task<DescribeStateMachineResponse> DescribeStateMachineAsync(
        DescribeStateMachineRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeStateMachine", request, Json.DescribeStateMachineRequest, Json.DescribeStateMachineResponse,
            cancellationToken);

    public virtual Task<DescribeStateMachineForExecutionResponse> DescribeStateMachineForExecutionAsync(
        DescribeStateMachineForExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeStateMachineForExecution", request, Json.DescribeStateMachineForExecutionRequest, Json.DescribeStateMachineForExecutionResponse,
            cancellationToken);

    public virtual Task<ListStateMachinesResponse> ListStateMachinesAsync(
        ListStateMachinesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListStateMachines", request, Json.ListStateMachinesRequest, Json.ListStateMachinesResponse, cancellationToken);

    public virtual Task<DeleteStateMachineResponse> DeleteStateMachineAsync(
        DeleteStateMachineRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DeleteStateMachine", request, Json.DeleteStateMachineRequest, Json.DeleteStateMachineResponse, cancellationToken);

    public virtual Task<ValidateStateMachineDefinitionResponse> ValidateStateMachineDefinitionAsync(
        ValidateStateMachineDefinitionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ValidateStateMachineDefinition", request, Json.ValidateStateMachineDefinitionRequest, Json.ValidateStateMachineDefinitionResponse,
            cancellationToken);

    public virtual Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("StartExecution", request, Json.StartExecutionRequest, Json.StartExecutionResponse, cancellationToken);

    public virtual Task<StartSyncExecutionResponse> StartSyncExecutionAsync(
        StartSyncExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("StartSyncExecution", request, Json.StartSyncExecutionRequest, Json.StartSyncExecutionResponse,
            cancellationToken, hostPrefix: "sync-");

    public virtual Task<StopExecutionResponse> StopExecutionAsync(
        StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("StopExecution", request, Json.StopExecutionRequest, Json.StopExecutionResponse, cancellationToken);

    public virtual Task<RedriveExecutionResponse> RedriveExecutionAsync(
        RedriveExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("RedriveExecution", request, Json.RedriveExecutionRequest, Json.RedriveExecutionResponse, cancellationToken);

    public virtual Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeExecution", request, Json.DescribeExecutionRequest, Json.DescribeExecutionResponse, cancellationToken);

    public virtual Task<ListExecutionsResponse> ListExecutionsAsync(
        ListExecutionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListExecutions", request, Json.ListExecutionsRequest, Json.ListExecutionsResponse, cancellationToken);

    public virtual Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("GetExecutionHistory", request, Json.GetExecutionHistoryRequest, Json.GetExecutionHistoryResponse, cancellationToken);

    public virtual Task<SendTaskSuccessResponse> SendTaskSuccessAsync(
        SendTaskSuccessRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("SendTaskSuccess", request, Json.SendTaskSuccessRequest, Json.SendTaskSuccessResponse, cancellationToken);

    public virtual Task<SendTaskFailureResponse> SendTaskFailureAsync(
        SendTaskFailureRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("SendTaskFailure", request, Json.SendTaskFailureRequest, Json.SendTaskFailureResponse, cancellationToken);

    public virtual Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(
        SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("SendTaskHeartbeat", request, Json.SendTaskHeartbeatRequest, Json.SendTaskHeartbeatResponse, cancellationToken);

    public virtual Task<ListMapRunsResponse> ListMapRunsAsync(ListMapRunsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("ListMapRuns", request, Json.ListMapRunsRequest, Json.ListMapRunsResponse, cancellationToken);

    public virtual Task<DescribeMapRunResponse> DescribeMapRunAsync(
        DescribeMapRunRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("DescribeMapRun", request, Json.DescribeMapRunRequest, Json.DescribeMapRunResponse, cancellationToken);

    public virtual Task<UpdateMapRunResponse> UpdateMapRunAsync(
        UpdateMapRunRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("UpdateMapRun", request, Json.UpdateMapRunRequest, Json.UpdateMapRunResponse, cancellationToken);

    public virtual Task<TestStateResponse> TestStateAsync(TestStateRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync("TestState", request, Json.TestStateRequest, Json.TestStateResponse, cancellationToken, hostPrefix: "sync-");
}

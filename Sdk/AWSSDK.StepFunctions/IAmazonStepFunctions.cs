using Amazon.StepFunctions.Model;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

public interface IAmazonStepFunctions : IAmazonService, IDisposable
{
    IStepFunctionsPaginatorFactory Paginators { get; }

    Task<CreateStateMachineResponse> CreateStateMachineAsync(
        CreateStateMachineRequest request, CancellationToken cancellationToken = default);

    Task<UpdateStateMachineResponse> UpdateStateMachineAsync(
        UpdateStateMachineRequest request, CancellationToken cancellationToken = default);

    Task<DescribeStateMachineResponse> DescribeStateMachineAsync(
        DescribeStateMachineRequest request, CancellationToken cancellationToken = default);

    Task<DescribeStateMachineForExecutionResponse> DescribeStateMachineForExecutionAsync(
        DescribeStateMachineForExecutionRequest request, CancellationToken cancellationToken = default);

    Task<ListStateMachinesResponse> ListStateMachinesAsync(ListStateMachinesRequest request, CancellationToken cancellationToken = default);

    Task<DeleteStateMachineResponse> DeleteStateMachineAsync(
        DeleteStateMachineRequest request, CancellationToken cancellationToken = default);

    Task<ValidateStateMachineDefinitionResponse> ValidateStateMachineDefinitionAsync(
        ValidateStateMachineDefinitionRequest request, CancellationToken cancellationToken = default);

    /// <summary>The same name with the same input, while it runs, answers the running execution.</summary>
    Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs an Express machine and waits for its end, up to 5 minutes.</summary>
    Task<StartSyncExecutionResponse> StartSyncExecutionAsync(
        StartSyncExecutionRequest request, CancellationToken cancellationToken = default);

    Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Goes on at the states that failed, within 14 days.</summary>
    Task<RedriveExecutionResponse> RedriveExecutionAsync(RedriveExecutionRequest request, CancellationToken cancellationToken = default);

    Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default);

    Task<ListExecutionsResponse> ListExecutionsAsync(ListExecutionsRequest request, CancellationToken cancellationToken = default);

    Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default);

    Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default);

    Task<ListMapRunsResponse> ListMapRunsAsync(ListMapRunsRequest request, CancellationToken cancellationToken = default);

    Task<DescribeMapRunResponse> DescribeMapRunAsync(DescribeMapRunRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes effect while the Map Run is under way.</summary>
    Task<UpdateMapRunResponse> UpdateMapRunAsync(UpdateMapRunRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs one state alone, without a machine.</summary>
    Task<TestStateResponse> TestStateAsync(TestStateRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonStepFunctionsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonStepFunctionsClient(awsCredentials, (AmazonStepFunctionsConfig)clientConfig);
}

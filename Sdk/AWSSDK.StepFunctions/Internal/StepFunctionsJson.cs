using System.Text.Json.Serialization;
using Amazon.StepFunctions.Model;
using Amazon.JsonProtocol;

namespace Amazon.StepFunctions.Internal;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(EpochSeconds), typeof(EncryptionTypeJson), typeof(ExecutionRedriveFilterJson), typeof(ExecutionRedriveStatusJson),
        typeof(ExecutionStatusJson), typeof(HistoryEventTypeJson), typeof(IncludedDataJson), typeof(InspectionLevelJson),
        typeof(LogLevelJson), typeof(MapRunStatusJson), typeof(MockResponseValidationModeJson), typeof(StateMachineStatusJson),
        typeof(StateMachineTypeJson), typeof(SyncExecutionStatusJson), typeof(TestExecutionStatusJson),
        typeof(ValidateStateMachineDefinitionResultCodeJson), typeof(ValidateStateMachineDefinitionSeverityJson),
    ])]
[JsonSerializable(typeof(CreateStateMachineRequest))]
[JsonSerializable(typeof(CreateStateMachineResponse))]
[JsonSerializable(typeof(UpdateStateMachineRequest))]
[JsonSerializable(typeof(UpdateStateMachineResponse))]
[JsonSerializable(typeof(DescribeStateMachineRequest))]
[JsonSerializable(typeof(DescribeStateMachineResponse))]
[JsonSerializable(typeof(DescribeStateMachineForExecutionRequest))]
[JsonSerializable(typeof(DescribeStateMachineForExecutionResponse))]
[JsonSerializable(typeof(ListStateMachinesRequest))]
[JsonSerializable(typeof(ListStateMachinesResponse))]
[JsonSerializable(typeof(DeleteStateMachineRequest))]
[JsonSerializable(typeof(DeleteStateMachineResponse))]
[JsonSerializable(typeof(ValidateStateMachineDefinitionRequest))]
[JsonSerializable(typeof(ValidateStateMachineDefinitionResponse))]
[JsonSerializable(typeof(StartExecutionRequest))]
[JsonSerializable(typeof(StartExecutionResponse))]
[JsonSerializable(typeof(StartSyncExecutionRequest))]
[JsonSerializable(typeof(StartSyncExecutionResponse))]
[JsonSerializable(typeof(StopExecutionRequest))]
[JsonSerializable(typeof(StopExecutionResponse))]
[JsonSerializable(typeof(RedriveExecutionRequest))]
[JsonSerializable(typeof(RedriveExecutionResponse))]
[JsonSerializable(typeof(DescribeExecutionRequest))]
[JsonSerializable(typeof(DescribeExecutionResponse))]
[JsonSerializable(typeof(ListExecutionsRequest))]
[JsonSerializable(typeof(ListExecutionsResponse))]
[JsonSerializable(typeof(GetExecutionHistoryRequest))]
[JsonSerializable(typeof(GetExecutionHistoryResponse))]
[JsonSerializable(typeof(SendTaskSuccessRequest))]
[JsonSerializable(typeof(SendTaskSuccessResponse))]
[JsonSerializable(typeof(SendTaskFailureRequest))]
[JsonSerializable(typeof(SendTaskFailureResponse))]
[JsonSerializable(typeof(SendTaskHeartbeatRequest))]
[JsonSerializable(typeof(SendTaskHeartbeatResponse))]
[JsonSerializable(typeof(ListMapRunsRequest))]
[JsonSerializable(typeof(ListMapRunsResponse))]
[JsonSerializable(typeof(DescribeMapRunRequest))]
[JsonSerializable(typeof(DescribeMapRunResponse))]
[JsonSerializable(typeof(UpdateMapRunRequest))]
[JsonSerializable(typeof(UpdateMapRunResponse))]
[JsonSerializable(typeof(TestStateRequest))]
[JsonSerializable(typeof(TestStateResponse))]
internal sealed partial class StepFunctionsJson : JsonSerializerContext;

internal sealed class EncryptionTypeJson() : Constant<EncryptionType>(EncryptionType.FindValue);
internal sealed class ExecutionRedriveFilterJson() : Constant<ExecutionRedriveFilter>(ExecutionRedriveFilter.FindValue);
internal sealed class ExecutionRedriveStatusJson() : Constant<ExecutionRedriveStatus>(ExecutionRedriveStatus.FindValue);
internal sealed class ExecutionStatusJson() : Constant<ExecutionStatus>(ExecutionStatus.FindValue);
internal sealed class HistoryEventTypeJson() : Constant<HistoryEventType>(HistoryEventType.FindValue);
internal sealed class IncludedDataJson() : Constant<IncludedData>(IncludedData.FindValue);
internal sealed class InspectionLevelJson() : Constant<InspectionLevel>(InspectionLevel.FindValue);
internal sealed class LogLevelJson() : Constant<LogLevel>(LogLevel.FindValue);
internal sealed class MapRunStatusJson() : Constant<MapRunStatus>(MapRunStatus.FindValue);
internal sealed class MockResponseValidationModeJson() : Constant<MockResponseValidationMode>(MockResponseValidationMode.FindValue);
internal sealed class StateMachineStatusJson() : Constant<StateMachineStatus>(StateMachineStatus.FindValue);
internal sealed class StateMachineTypeJson() : Constant<StateMachineType>(StateMachineType.FindValue);
internal sealed class SyncExecutionStatusJson() : Constant<SyncExecutionStatus>(SyncExecutionStatus.FindValue);
internal sealed class TestExecutionStatusJson() : Constant<TestExecutionStatus>(TestExecutionStatus.FindValue);
internal sealed class ValidateStateMachineDefinitionResultCodeJson() : Constant<ValidateStateMachineDefinitionResultCode>(ValidateStateMachineDefinitionResultCode.FindValue);
internal sealed class ValidateStateMachineDefinitionSeverityJson() : Constant<ValidateStateMachineDefinitionSeverity>(ValidateStateMachineDefinitionSeverity.FindValue);

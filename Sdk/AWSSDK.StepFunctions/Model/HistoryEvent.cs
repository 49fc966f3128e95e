namespace Amazon.StepFunctions.Model;

public class AssignedVariablesDetails
{
    public bool? Truncated { get; set; }
}

public class EvaluationFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string Location { get; set; }
    public string State { get; set; }
}

public class ExecutionAbortedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class ExecutionFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class ExecutionRedrivenEventDetails
{
    public int? RedriveCount { get; set; }
}

public class ExecutionStartedEventDetails
{
    public string Input { get; set; }
    public HistoryEventExecutionDataDetails InputDetails { get; set; }
    public string RoleArn { get; set; }
    public string StateMachineAliasArn { get; set; }
    public string StateMachineVersionArn { get; set; }
}

public class ExecutionSucceededEventDetails
{
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}

public class ExecutionTimedOutEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

/// <summary>One step of an execution: of the details, the one that its type names is set.</summary>
public class HistoryEvent
{
    public ActivityFailedEventDetails ActivityFailedEventDetails { get; set; }
    public ActivityScheduledEventDetails ActivityScheduledEventDetails { get; set; }
    public ActivityScheduleFailedEventDetails ActivityScheduleFailedEventDetails { get; set; }
    public ActivityStartedEventDetails ActivityStartedEventDetails { get; set; }
    public ActivitySucceededEventDetails ActivitySucceededEventDetails { get; set; }
    public ActivityTimedOutEventDetails ActivityTimedOutEventDetails { get; set; }
    public EvaluationFailedEventDetails EvaluationFailedEventDetails { get; set; }
    public ExecutionAbortedEventDetails ExecutionAbortedEventDetails { get; set; }
    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }
    public ExecutionRedrivenEventDetails ExecutionRedrivenEventDetails { get; set; }
    public ExecutionStartedEventDetails ExecutionStartedEventDetails { get; set; }
    public ExecutionSucceededEventDetails ExecutionSucceededEventDetails { get; set; }
    public ExecutionTimedOutEventDetails ExecutionTimedOutEventDetails { get; set; }

    /// <summary>Counted from 1.</summary>
    public long? Id { get; set; }

    public LambdaFunctionFailedEventDetails LambdaFunctionFailedEventDetails { get; set; }
    public LambdaFunctionScheduledEventDetails LambdaFunctionScheduledEventDetails { get; set; }
    public LambdaFunctionScheduleFailedEventDetails LambdaFunctionScheduleFailedEventDetails { get; set; }
    public LambdaFunctionStartFailedEventDetails LambdaFunctionStartFailedEventDetails { get; set; }
    public LambdaFunctionSucceededEventDetails LambdaFunctionSucceededEventDetails { get; set; }
    public LambdaFunctionTimedOutEventDetails LambdaFunctionTimedOutEventDetails { get; set; }
    public MapIterationEventDetails MapIterationAbortedEventDetails { get; set; }
    public MapIterationEventDetails MapIterationFailedEventDetails { get; set; }
    public MapIterationEventDetails MapIterationStartedEventDetails { get; set; }
    public MapIterationEventDetails MapIterationSucceededEventDetails { get; set; }
    public MapRunFailedEventDetails MapRunFailedEventDetails { get; set; }
    public MapRunRedrivenEventDetails MapRunRedrivenEventDetails { get; set; }
    public MapRunStartedEventDetails MapRunStartedEventDetails { get; set; }
    public MapStateStartedEventDetails MapStateStartedEventDetails { get; set; }

    /// <summary>0 for the first.</summary>
    public long? PreviousEventId { get; set; }

    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }
    public StateExitedEventDetails StateExitedEventDetails { get; set; }
    public TaskFailedEventDetails TaskFailedEventDetails { get; set; }
    public TaskScheduledEventDetails TaskScheduledEventDetails { get; set; }
    public TaskStartedEventDetails TaskStartedEventDetails { get; set; }
    public TaskStartFailedEventDetails TaskStartFailedEventDetails { get; set; }
    public TaskSubmitFailedEventDetails TaskSubmitFailedEventDetails { get; set; }
    public TaskSubmittedEventDetails TaskSubmittedEventDetails { get; set; }
    public TaskSucceededEventDetails TaskSucceededEventDetails { get; set; }
    public TaskTimedOutEventDetails TaskTimedOutEventDetails { get; set; }
    public DateTime? Timestamp { get; set; }
    public HistoryEventType Type { get; set; }
}

public class HistoryEventExecutionDataDetails
{
    public bool? Truncated { get; set; }
}

public class StateEnteredEventDetails
{
    public string Input { get; set; }
    public HistoryEventExecutionDataDetails InputDetails { get; set; }
    public string Name { get; set; }
}

public class StateExitedEventDetails
{
    public Dictionary<string, string> AssignedVariables { get; set; }
    public AssignedVariablesDetails AssignedVariablesDetails { get; set; }
    public string Name { get; set; }
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}

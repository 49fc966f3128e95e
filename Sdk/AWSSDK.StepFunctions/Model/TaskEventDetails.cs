namespace Amazon.StepFunctions.Model;

public class ActivityFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class ActivityScheduleFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class ActivityScheduledEventDetails
{
    public long? HeartbeatInSeconds { get; set; }
    public string Input { get; set; }
    public HistoryEventExecutionDataDetails InputDetails { get; set; }
    public string Resource { get; set; }
    public long? TimeoutInSeconds { get; set; }
}

public class ActivityStartedEventDetails
{
    public string WorkerName { get; set; }
}

public class ActivitySucceededEventDetails
{
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}

public class ActivityTimedOutEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class LambdaFunctionFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class LambdaFunctionScheduleFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class LambdaFunctionScheduledEventDetails
{
    public string Input { get; set; }
    public HistoryEventExecutionDataDetails InputDetails { get; set; }
    public string Resource { get; set; }
    public TaskCredentials TaskCredentials { get; set; }
    public long? TimeoutInSeconds { get; set; }
}

public class LambdaFunctionStartFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class LambdaFunctionSucceededEventDetails
{
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
}

public class LambdaFunctionTimedOutEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class MapIterationEventDetails
{
    public int? Index { get; set; }
    public string Name { get; set; }
}

public class MapRunFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class MapRunRedrivenEventDetails
{
    public string MapRunArn { get; set; }
    public int? RedriveCount { get; set; }
}

public class MapRunStartedEventDetails
{
    public string MapRunArn { get; set; }
}

public class MapStateStartedEventDetails
{
    public int? Length { get; set; }
}

public class TaskCredentials
{
    public string RoleArn { get; set; }
}

public class TaskFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskScheduledEventDetails
{
    public long? HeartbeatInSeconds { get; set; }
    public string Parameters { get; set; }
    public string Region { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
    public TaskCredentials TaskCredentials { get; set; }
    public long? TimeoutInSeconds { get; set; }
}

public class TaskStartFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskStartedEventDetails
{
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskSubmitFailedEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskSubmittedEventDetails
{
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskSucceededEventDetails
{
    public string Output { get; set; }
    public HistoryEventExecutionDataDetails OutputDetails { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

public class TaskTimedOutEventDetails
{
    public string Cause { get; set; }
    public string Error { get; set; }
    public string Resource { get; set; }
    public string ResourceType { get; set; }
}

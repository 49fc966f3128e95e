namespace Amazon.StepFunctions.Model;

public class BillingDetails
{
    public long? BilledDurationInMilliseconds { get; set; }
    public long? BilledMemoryUsedInMB { get; set; }
}

public class CloudWatchEventsExecutionDataDetails
{
    public bool? Included { get; set; }
}

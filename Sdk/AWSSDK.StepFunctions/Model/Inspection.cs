namespace Amazon.StepFunctions.Model;

public class InspectionData
{
    public string AfterArguments { get; set; }
    public string AfterInputPath { get; set; }
    public string AfterItemBatcher { get; set; }
    public string AfterItemSelector { get; set; }
    public string AfterItemsPath { get; set; }
    public string AfterItemsPointer { get; set; }
    public string AfterParameters { get; set; }
    public string AfterResultPath { get; set; }
    public string AfterResultSelector { get; set; }
    public InspectionErrorDetails ErrorDetails { get; set; }
    public string Input { get; set; }
    public int? MaxConcurrency { get; set; }
    public InspectionDataRequest Request { get; set; }
    public InspectionDataResponse Response { get; set; }
    public string Result { get; set; }
    public int? ToleratedFailureCount { get; set; }
    public float? ToleratedFailurePercentage { get; set; }
    public string Variables { get; set; }
}

public class InspectionDataRequest
{
    public string Body { get; set; }
    public string Headers { get; set; }
    public string Method { get; set; }
    public string Protocol { get; set; }
    public string Url { get; set; }
}

public class InspectionDataResponse
{
    public string Body { get; set; }
    public string Headers { get; set; }
    public string Protocol { get; set; }
    public string StatusCode { get; set; }
    public string StatusMessage { get; set; }
}

public class InspectionErrorDetails
{
    public int? CatchIndex { get; set; }
    public int? RetryBackoffIntervalSeconds { get; set; }
    public int? RetryIndex { get; set; }
}

public class MockErrorOutput
{
    public string Cause { get; set; }
    public string Error { get; set; }
}

public class MockInput
{
    public MockErrorOutput ErrorOutput { get; set; }
    public MockResponseValidationMode FieldValidationMode { get; set; }
    public string Result { get; set; }
}

public class TestStateConfiguration
{
    public string ErrorCausedByState { get; set; }
    public string MapItemReaderData { get; set; }
    public int? MapIterationFailureCount { get; set; }
    public int? RetrierRetryCount { get; set; }
}

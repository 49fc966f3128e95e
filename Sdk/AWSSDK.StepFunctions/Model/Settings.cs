namespace Amazon.StepFunctions.Model;

public class CloudWatchLogsLogGroup
{
    public string LogGroupArn { get; set; }
}

public class EncryptionConfiguration
{
    public int? KmsDataKeyReusePeriodSeconds { get; set; }
    public string KmsKeyId { get; set; }
    public EncryptionType Type { get; set; }
}

public class LogDestination
{
    public CloudWatchLogsLogGroup CloudWatchLogsLogGroup { get; set; }
}

public class LoggingConfiguration
{
    public List<LogDestination> Destinations { get; set; }
    public bool? IncludeExecutionData { get; set; }
    public LogLevel Level { get; set; }
}

public class Tag
{
    public string Key { get; set; }
    public string Value { get; set; }
}

public class TracingConfiguration
{
    public bool? Enabled { get; set; }
}

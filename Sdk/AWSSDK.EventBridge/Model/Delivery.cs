namespace Amazon.EventBridge.Model;

public class ConnectivityResourceConfigurationArn
{
    public string ResourceConfigurationArn { get; set; }
}

public class ConnectivityResourceParameters
{
    public ConnectivityResourceConfigurationArn ResourceParameters { get; set; }
}

public class DeadLetterConfig
{
    public string Arn { get; set; }
}

public class HttpParameters
{
    public Dictionary<string, string> HeaderParameters { get; set; }
    public List<string> PathParameterValues { get; set; }
    public Dictionary<string, string> QueryStringParameters { get; set; }
}

public class InputTransformer
{
    /// <summary>At most 100 names of JSON paths.</summary>
    public Dictionary<string, string> InputPathsMap { get; set; }

    /// <summary>At most 8192 characters.</summary>
    public string InputTemplate { get; set; }
}

public class LogConfig
{
    public IncludeDetail IncludeDetail { get; set; }
    public Level Level { get; set; }
}

public class ReplayDestination
{
    public string Arn { get; set; }
    public List<string> FilterArns { get; set; }
}

public class RetryPolicy
{
    /// <summary>60 to 86400; 86400 by default.</summary>
    public int? MaximumEventAgeInSeconds { get; set; }

    /// <summary>0 to 185; 185 by default.</summary>
    public int? MaximumRetryAttempts { get; set; }
}

public class SqsParameters
{
    public string MessageGroupId { get; set; }
}

public class Target
{
    public string Arn { get; set; }
    public DeadLetterConfig DeadLetterConfig { get; set; }
    public HttpParameters HttpParameters { get; set; }
    public string Id { get; set; }
    public string Input { get; set; }
    public string InputPath { get; set; }
    public InputTransformer InputTransformer { get; set; }
    public RetryPolicy RetryPolicy { get; set; }
    public string RoleArn { get; set; }
    public SqsParameters SqsParameters { get; set; }
}

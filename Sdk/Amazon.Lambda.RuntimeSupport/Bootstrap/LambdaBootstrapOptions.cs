namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

public class LambdaBootstrapOptions
{
    /// <summary><c>host:port</c> of the Runtime API. Default: the environment variable <c>AWS_LAMBDA_RUNTIME_API</c>, which Lambda sets.</summary>
    public string RuntimeApiEndpoint { get; set; }
}

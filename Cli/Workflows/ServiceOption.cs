using System.CommandLine;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace EventChat.Cli.Workflows;

/// <summary>Which Step Functions or SQS to ask.</summary>
/// <param name="service">Its name in a host on AWS.</param>
internal sealed class ServiceOption(string service)
{
    private readonly Option<Uri> _url = new("--url")
    {
        Description = $"Base URL of the host, or of the service on AWS (https://{service}.REGION.amazonaws.com, with the credentials of the environment)",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:4600"),
        CustomParser = given => HttpUrl.Parse(given)!,
    };

    public void AddTo(Command command) => command.Options.Add(_url);

    public IAmazonStepFunctions StepFunctions(ParseResult parsed)
    {
        var config = Configured(new AmazonStepFunctionsConfig(), parsed);
        return Credentials(parsed) is { } any ? new AmazonStepFunctionsClient(any, config) : new AmazonStepFunctionsClient(config);
    }

    public IAmazonSQS Queues(ParseResult parsed)
    {
        var config = Configured(new AmazonSQSConfig(), parsed);
        return Credentials(parsed) is { } any ? new AmazonSQSClient(any, config) : new AmazonSQSClient(config);
    }

    private T Configured<T>(T config, ParseResult parsed) where T : ClientConfig
    {
        config.ServiceURL = parsed.GetRequiredValue(_url).ToString();
        config.MaxErrorRetry = 2;
        return config;
    }

    /// <summary>The emulators want a signature, but any key's.</summary>
    private BasicAWSCredentials? Credentials(ParseResult parsed) =>
        parsed.GetRequiredValue(_url).IsLoopback ? new BasicAWSCredentials("local", "local") : null;
}

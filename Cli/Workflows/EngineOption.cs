using System.CommandLine;
using Amazon.Runtime;
using Amazon.StepFunctions;

namespace EventChat.Cli.Workflows;

/// <summary>Which Step Functions to ask.</summary>
internal sealed class EngineOption
{
    private readonly Option<Uri> _url = new("--url")
    {
        Description = "Base URL of the host, or of Step Functions on AWS (https://states.REGION.amazonaws.com, with the credentials of the environment)",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:4600"),
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")) return url;
            given.AddError($"'{given.Tokens[0].Value}' is no http or https URL.");
            return null!;
        },
    };

    public void AddTo(Command command) => command.Options.Add(_url);

    public IAmazonStepFunctions Open(ParseResult parsed)
    {
        var url = parsed.GetRequiredValue(_url);
        var config = new AmazonStepFunctionsConfig { ServiceURL = url.ToString(), MaxErrorRetry = 2 };
        // The emulators want a signature, but any key's.
        return url.IsLoopback
            ? new AmazonStepFunctionsClient(new BasicAWSCredentials("local", "local"), config)
            : new AmazonStepFunctionsClient(config);
    }
}

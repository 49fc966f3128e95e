using System.CommandLine;
using Amazon.DynamoDBv2;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using EventChat.Cli.Chat;
using EventChat.Infra;

namespace EventChat.Cli.Operator;

/// <summary>Options of the commands that work on a stack itself and not through its API: which one, and where it stands.</summary>
internal sealed class StackAccess
{
    /// <summary>What AWSSDK.Core reads by itself.</summary>
    private const string EndpointVariable = "AWS_ENDPOINT_URL";

    private static readonly Uri LocalUrl = new("http://127.0.0.1:4600");

    private readonly Option<string> _stack = new("--stack") { Description = "The stack's name", DefaultValueFactory = _ => "dev" };

    private readonly Option<Uri?> _url = new("--url")
    {
        Description = $"Base URL of the host. Absent: {EndpointVariable}, or {LocalUrl.GetLeftPart(UriPartial.Authority)} if a host answers there, or AWS with the credentials and the region of the environment",
        CustomParser = HttpUrl.Parse,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_stack);
        command.Options.Add(_url);
    }

    /// <exception cref="CommandFailure">The stack's name is no name.</exception>
    public async Task<OperatorStack> ConnectAsync(ParseResult parsed, CancellationToken cancel)
    {
        var name = parsed.GetRequiredValue(_stack);
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) throw new CommandFailure($"'{name}' is no stack's name.");
        return new(name, await EndpointAsync(parsed.GetValue(_url), cancel));
    }

    private static async Task<Uri?> EndpointAsync(Uri? url, CancellationToken cancel)
    {
        if (url is not null) return url;
        if (Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 } text && Uri.TryCreate(text, UriKind.Absolute, out var set)) return set;
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var answer = await http.GetAsync(new Uri(LocalUrl, Local.LocalAddress.AmplifyOutputsPath), cancel);
            return answer.IsSuccessStatusCode ? LocalUrl : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <summary>A stack, by the names its program gives things.</summary>
/// <param name="Endpoint">Null: AWS.</param>
internal sealed record OperatorStack(string Name, Uri? Endpoint)
{
    public string EventsTable => NameOf("events");
    public string StateTable => NameOf("state");
    public string ViewsTable => NameOf("views");
    public string KeysTable => NameOf("keys");

    /// <param name="part">As the program calls it, e.g. <c>events</c> or <c>projector</c>.</param>
    public string NameOf(string part) => StackProgram.PhysicalName(Name, part);

    /// <summary>For people: what is worked on.</summary>
    public string Where => $"stack {Name} {(Endpoint is null ? "on AWS" : $"at {Endpoint.GetLeftPart(UriPartial.Authority)}")}";

    public IAmazonDynamoDB DynamoDb()
    {
        var config = Configured(new AmazonDynamoDBConfig());
        return Credentials is { } any ? new AmazonDynamoDBClient(any, config) : new AmazonDynamoDBClient(config);
    }

    public IAmazonKeyManagementService Kms()
    {
        var config = Configured(new AmazonKeyManagementServiceConfig());
        return Credentials is { } any ? new AmazonKeyManagementServiceClient(any, config) : new AmazonKeyManagementServiceClient(config);
    }

    /// <summary>For a client of any other service.</summary>
    public T Configured<T>(T config) where T : ClientConfig
    {
        if (Endpoint is not null) config.ServiceURL = Endpoint.ToString();
        if (Endpoint is { IsLoopback: true }) config.AuthenticationRegion = Local.LocalAddress.Region;
        return config;
    }

    /// <summary>The emulators want a signature, but any key's. Null: those of the environment.</summary>
    public AWSCredentials? Credentials => Endpoint is { IsLoopback: true } ? new BasicAWSCredentials("local", "local") : null;
}

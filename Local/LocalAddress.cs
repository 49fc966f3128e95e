namespace EventChat.Local;

/// <summary>Where the emulators listen, and the account they pretend to be.</summary>
/// <param name="BaseUrl">E.g. <c>http://localhost:4600</c>, no slash at the end.</param>
public sealed record LocalAddress(string BaseUrl)
{
    public const string AccountId = "000000000000";
    public const string Region = "us-east-1";

    /// <summary>The front end's configuration, as a deployed page has it beside itself. With <c>?scheme=https</c> it names the addresses over TLS.</summary>
    public const string AmplifyOutputsPath = "/_local/amplify_outputs.json";

    public static string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";
}

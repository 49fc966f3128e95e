namespace EventChat.Local.Host;

/// <summary>How the stack is stood up on this machine.</summary>
public sealed record LocalOptions
{
    public const int DefaultPort = 4600;

    /// <summary>Where data lives; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    public int Port { get; init; } = DefaultPort;

    /// <summary>The same services over TLS, with a development certificate; aws-amplify outside a browser needs it.</summary>
    public int TlsPort { get; init; } = DefaultPort + 43;

    public string Project { get; init; } = "eventchat";

    public string Stack { get; init; } = "dev";

    /// <summary>Folder of the built page; null serves none.</summary>
    public string? WebRoot { get; init; }

    /// <summary>Folder of what is fetched once: DynamoDB Local.</summary>
    public required string CacheDirectory { get; init; }

    /// <summary>How functions run.</summary>
    public FunctionsMode Functions { get; init; } = FunctionsMode.InProcess;

    /// <summary>MB. More and a compiling JIT for DynamoDB Local under load; the default starts fastest.</summary>
    public bool ForLoad { get; init; }

    /// <summary>Share of frames that are dropped, doubled and reordered on their way to subscribers (each), for tests of recovery.</summary>
    public double FrameFaults { get; init; }

    public int Seed { get; init; }

    /// <summary>Calls of each operation of the Comprehend stand-in, further ones are throttled; null: no limit. AWS begins with 20.</summary>
    public int? ComprehendCallsPerSecond { get; init; }

    /// <summary>Settings of the stack that differ from its defaults, by their names: <c>archiveDays</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The settings as the program reads them. Links in mails lead to this machine, and webhooks may; the API describes itself, and nobody would read what functions measure.</summary>
    /// <param name="authority">PEM of what signed the TLS port's certificate.</param>
    public IReadOnlyDictionary<string, string> StackConfig(string authority)
    {
        KeyValuePair<string, string>[] here =
        [
            new("pageUrl", BaseUrl), new("webhookAllowedNetworks", "127.0.0.0/8,::1/128"), new("webhookTrustedAuthority", authority),
            new("introspection", "true"), new("functionMetrics", "false"),
        ];
        return Settings.Concat(here).DistinctBy(setting => setting.Key).ToDictionary(setting => $"{Project}:{setting.Key}", setting => setting.Value);
    }

    public string BaseUrl => $"http://localhost:{Port}";

    public string TlsUrl => $"https://localhost:{TlsPort}";
}

using System.Globalization;

namespace EventChat.Local.DynamoDb;

/// <summary>The command line of one DynamoDB Local.</summary>
internal sealed class DynamoDbLocalCommand(JavaRuntime java, DynamoDbLocalInstall install, DynamoDbLocalOptions options, int port)
{
    private static readonly string[] FsyncSkippers =
    [
        "/usr/lib/x86_64-linux-gnu/libeatmydata.so",
        "/usr/lib/aarch64-linux-gnu/libeatmydata.so",
        "/usr/lib/libeatmydata.so",
        "/usr/lib64/libeatmydata.so",
    ];

    private readonly string? _fsyncSkipper = options is { DataDirectory: not null, SkipFsync: true } ? FsyncSkippers.FirstOrDefault(File.Exists) : null;

    public string Executable => java.Executable;

    public bool SkipsFsync => _fsyncSkipper is not null;

    public IReadOnlyDictionary<string, string> Environment =>
        _fsyncSkipper is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["LD_PRELOAD"] = _fsyncSkipper };

    public IReadOnlyList<string> Arguments =>
    [
        // A request touches little memory, and the machine's cores are needed for the requests: the serial collector wins.
        "-XX:+UseSerialGC",
        $"-Xmx{options.HeapMegabytes}m",
        .. options.OptimizeForLoad ? Array.Empty<string>() : ["-XX:TieredStopAtLevel=1"],
        $"-Djava.library.path={install.Libraries}",
        "-jar", install.Jar,
        "-port", port.ToString(CultureInfo.InvariantCulture),
        // One database whatever region and key a client signs with.
        "-sharedDb",
        "-disableTelemetry",
        // Without it the server tells every web page that it may call.
        "-cors", "none.invalid",
        .. options.DataDirectory is { } data ? ["-dbPath", Path.GetFullPath(data)] : new[] { "-inMemory" },
    ];
}

using System.Globalization;

namespace EventChat.Local.DynamoDb;

/// <summary>The command line of one DynamoDB Local.</summary>
/// <param name="classes">Options of the JVM's class sharing: to use an archive, or to list what one should hold.</param>
internal sealed class DynamoDbLocalCommand(DynamoDbLocalInstall install, DynamoDbLocalOptions options, int port, params IEnumerable<string> classes)
{
    private const string Main = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private static readonly string[] FsyncSkippers =
    [
        "/usr/lib/x86_64-linux-gnu/libeatmydata.so",
        "/usr/lib/aarch64-linux-gnu/libeatmydata.so",
        "/usr/lib/libeatmydata.so",
        "/usr/lib64/libeatmydata.so",
    ];

    private readonly string? _fsyncSkipper = options is { DataDirectory: not null, SkipFsync: true } ? FsyncSkippers.FirstOrDefault(File.Exists) : null;

    public bool SkipsFsync => _fsyncSkipper is not null;

    public IReadOnlyDictionary<string, string> Environment =>
        _fsyncSkipper is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["LD_PRELOAD"] = _fsyncSkipper };

    public IReadOnlyList<string> Arguments =>
    [
        ClassArchive.Collector,
        $"-Xmx{options.HeapMegabytes}m",
        .. classes,
        .. options.OptimizeForLoad ? Array.Empty<string>() : ["-XX:TieredStopAtLevel=1"],
        $"-Djava.library.path={install.Libraries}",
        // Not -jar: its manifest would put the working directory into the class path, which no class archive allows.
        "-cp", $"{install.LibraryPath}:{install.Jar}", Main,
        "-port", port.ToString(CultureInfo.InvariantCulture),
        // One database whatever region and key a client signs with.
        "-sharedDb",
        "-disableTelemetry",
        // Without it the server tells every web page that it may call.
        "-cors", "none.invalid",
        .. options.DataDirectory is { } data ? ["-dbPath", Path.GetFullPath(data)] : new[] { "-inMemory" },
    ];
}

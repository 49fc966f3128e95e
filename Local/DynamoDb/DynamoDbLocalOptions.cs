namespace EventChat.Local.DynamoDb;

/// <summary>How DynamoDB Local is fetched and run.</summary>
public sealed record DynamoDbLocalOptions
{
    /// <summary>Where the emulator is unpacked, once. Default: <c>.cache/dynamodb-local</c> in the repository.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Where the data is kept. Null: in memory, gone with the process.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Null: any free port.</summary>
    public int? Port { get; init; }

    /// <summary>MB. 256 suffices for tests and a demo; 1024 for load.</summary>
    public int HeapMegabytes { get; init; } = 256;

    /// <summary>
    /// Lets the JVM use its optimizing compiler: slower to start and to warm up, about twice the throughput afterwards.
    /// Off, only C1 runs, and the server is ready 0.6 s sooner.
    /// </summary>
    public bool OptimizeForLoad { get; init; }

    /// <summary>
    /// With <see cref="DataDirectory"/>: skip fsync when libeatmydata is installed (177 → ~970 writes/s measured). The data then survives
    /// a crash of any process, but not a crash of the operating system or a power cut. Demo data is worth that.
    /// </summary>
    public bool SkipFsync { get; init; } = true;

    /// <summary>How long the server may take until it answers, on a busy machine.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}

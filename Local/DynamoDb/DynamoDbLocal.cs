using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventChat.Local.DynamoDb;

/// <summary>A running DynamoDB Local. It ends with <see cref="DisposeAsync"/>, and with this process however that dies.</summary>
public sealed class DynamoDbLocal : IAsyncDisposable
{
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(25);

    private readonly LeashedProcess _java;

    private DynamoDbLocal(LeashedProcess java, int port, bool skipsFsync)
    {
        _java = java;
        Endpoint = new($"http://127.0.0.1:{port}");
        SkipsFsync = skipsFsync;
    }

    /// <summary>Both DynamoDB and its Streams answer here.</summary>
    public Uri Endpoint { get; }

    public bool SkipsFsync { get; }

    /// <summary>Completes when the server has ended, also by itself.</summary>
    public Task Exited => _java.Exited;

    internal int ShellProcessId => _java.ProcessId;

    /// <summary>Fetches DynamoDB Local into the cache unless it is there. Nothing is started.</summary>
    public static Task FetchAsync(DynamoDbLocalOptions options, IProgress<string>? progress, CancellationToken cancel) =>
        DynamoDbLocalInstall.In(options.CacheDirectory).EnsureAsync(path: null, progress, cancel);

    /// <summary>
    /// Makes later starts about 1.4 s quicker, once per Java version: takes some 10 s of a core and 58 MB of the cache. For set-up, or for when nobody waits.
    /// </summary>
    public static async Task ArchiveClassesAsync(DynamoDbLocalOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var (java, install) = await FindAsync(options, progress, cancel);
        await new ClassArchive(java, install).EnsureAsync(progress, cancel);
    }

    /// <exception cref="DynamoDbLocalException">It can not be had or started.</exception>
    public static async Task<DynamoDbLocal> StartAsync(DynamoDbLocalOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var (java, install) = await FindAsync(options, progress, cancel);
        if (options.Port is { } wanted && !IsFree(wanted))
            throw new DynamoDbLocalException(DynamoDbLocalFailure.PortInUse, $"Port {wanted}, wanted for DynamoDB Local, is in use.");
        if (options.DataDirectory is { } data) Directory.CreateDirectory(data);

        progress?.Report("Starting DynamoDB Local");
        return await StartAsync(java, install, options, new ClassArchive(java, install).Use, cancel);
    }

    internal static async Task<DynamoDbLocal> StartAsync(
        JavaRuntime java, DynamoDbLocalInstall install, DynamoDbLocalOptions options, IEnumerable<string> classes, CancellationToken cancel)
    {
        var port = options.Port ?? FreePort();
        var command = new DynamoDbLocalCommand(install, options, port, classes);
        var process = LeashedProcess.Start(java.Executable, command.Arguments, install.Directory, command.Environment);
        var local = new DynamoDbLocal(process, port, command.SkipsFsync);
        try
        {
            await local.UntilReadyAsync(options.StartTimeout, cancel);
            return local;
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    private static async Task<(JavaRuntime Java, DynamoDbLocalInstall Install)> FindAsync(
        DynamoDbLocalOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var java = await JavaRuntime.FindAsync(Environment.GetEnvironmentVariable("JAVA_HOME"), path: null, cancel);
        var install = DynamoDbLocalInstall.In(options.CacheDirectory);
        await install.EnsureAsync(path: null, progress, cancel);
        return (java, install);
    }

    private async Task UntilReadyAsync(TimeSpan timeout, CancellationToken cancel)
    {
        using var http = new HttpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(timeout);
        while (!_java.HasExited)
        {
            try
            {
                using var answer = await http.SendAsync(ListTables(), deadline.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new DynamoDbLocalException(DynamoDbLocalFailure.DidNotStart, $"DynamoDB Local did not answer within {timeout.TotalSeconds} s. {_java.LastOutput}");
            }
            await Task.Delay(ReadyPoll, cancel);
        }
        await _java.Exited; // so that its last words have been read
        throw _java.LastOutput.Contains("Address already in use", StringComparison.OrdinalIgnoreCase)
            ? new DynamoDbLocalException(DynamoDbLocalFailure.PortInUse, $"Port {Endpoint.Port}, wanted for DynamoDB Local, is in use.")
            : new DynamoDbLocalException(DynamoDbLocalFailure.DidNotStart, $"DynamoDB Local ended while it was starting. {_java.LastOutput}");
    }

    private HttpRequestMessage ListTables() => new(HttpMethod.Post, Endpoint)
    {
        Headers =
        {
            { "X-Amz-Target", "DynamoDB_20120810.ListTables" },
            // Any well-formed one will do.
            { "Authorization", "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0" },
        },
        Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _java.DisposeAsync();
}

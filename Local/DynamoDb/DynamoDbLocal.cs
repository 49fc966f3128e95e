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

    /// <exception cref="DynamoDbLocalException">It can not be had or started.</exception>
    public static async Task<DynamoDbLocal> StartAsync(DynamoDbLocalOptions options, IProgress<string>? progress, CancellationToken cancel)
    {
        var java = await JavaRuntime.FindAsync(Environment.GetEnvironmentVariable("JAVA_HOME"), path: null, cancel);
        var install = DynamoDbLocalInstall.In(options.CacheDirectory);
        await install.EnsureAsync(path: null, progress, cancel);
        var port = options.Port ?? FreePort();
        if (options.Port is not null && !IsFree(port))
            throw new DynamoDbLocalException(DynamoDbLocalFailure.PortInUse, $"Port {port}, wanted for DynamoDB Local, is in use.");
        if (options.DataDirectory is { } data) Directory.CreateDirectory(data);

        progress?.Report("Starting DynamoDB Local");
        var command = new DynamoDbLocalCommand(java, install, options, port);
        var process = LeashedProcess.Start(command.Executable, command.Arguments, install.Directory, command.Environment);
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

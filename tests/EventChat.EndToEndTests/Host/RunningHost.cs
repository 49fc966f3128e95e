using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace EventChat.EndToEndTests.Host;

/// <summary>The real host in a process of its own, as <c>./eventchat up</c> starts it, on free ports.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    /// <summary><c>native</c>: the packages of <c>./eventchat package</c>, as on AWS. Otherwise functions are linked into the host.</summary>
    private static readonly string? Functions = Environment.GetEnvironmentVariable("EVENTCHAT_TEST_FUNCTIONS");

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly List<string> _output = [];

    private RunningHost(Process process) => _process = process;

    public Uri BaseUrl { get; private set; } = null!;
    public Uri TlsUrl { get; private set; } = null!;

    /// <summary>PEM of the authority that signed the TLS port's certificate.</summary>
    public string CaFile { get; private set; } = null!;

    /// <summary>Of the demo users alice, bob and carol.</summary>
    public string Password { get; private set; } = null!;

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_output) return string.Join(Environment.NewLine, _output);
        }
    }

    /// <param name="arguments">More of <c>eventchat up</c>, e.g. <c>--data DIR</c>; without it everything is in memory.</param>
    public static Task<RunningHost> StartAsync(params string[] arguments) => StartAsync(FreePort(), FreePort(), arguments);

    /// <summary>On the ports of an earlier one, for clients that knew it.</summary>
    public static async Task<RunningHost> StartAsync(int port, int tlsPort, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = RepositoryFolder,
        };
        string[] all =
        [
            Executable, "up", "--json", "--port", $"{port}", "--tls-port", $"{tlsPort}",
            .. arguments.Contains("--data") ? Array.Empty<string>() : ["--in-memory"], .. Functions is { Length: > 0 } functions ? ["--functions", functions] : Array.Empty<string>(), .. arguments,
        ];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        var host = new RunningHost(Process.Start(start)!);
        await host.WaitUntilReadyAsync();
        return host;
    }

    /// <summary>As a power cut would: no chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (BaseUrl is not null) await PermissionReports.KeepAsync(this);
            _process.StandardInput.Close();
            using var interrupt = Process.Start("kill", ["-INT", $"{_process.Id}"])!;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        var ready = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(string? line)
        {
            if (line is null) return;
            lock (_output) _output.Add(line);
            if (line.StartsWith("{\"ready\"", StringComparison.Ordinal)) ready.TrySetResult(JsonDocument.Parse(line).RootElement);
        }
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(ready.Task, ended, Task.Delay(StartLimit));
        if (first != ready.Task)
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The host did not become ready.{Environment.NewLine}{Output}");
        }
        var said = await ready.Task;
        BaseUrl = new(said.GetProperty("url").GetString()!);
        TlsUrl = new(said.GetProperty("tlsUrl").GetString()!);
        CaFile = said.GetProperty("caFile").GetString()!;
        Password = said.GetProperty("password").GetString()!;
    }

    public static string RepositoryFolder { get; } = FindRepository();

    /// <summary>Built with the same configuration as this test.</summary>
    public static string Executable
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Path.Combine(RepositoryFolder, ".build", "bin", "EventChat.Cli", configuration, "eventchat.dll");
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventChat.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("EventChat.sln");
        return folder.FullName;
    }
}

/// <summary>One host for the tests that only use it, never break it.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    /// <summary>With the page under the headers that it is served with on AWS.</summary>
    public async Task InitializeAsync() => Host = await RunningHost.StartAsync("-c", "webHosting=true");

    public async Task DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedHostTests : ICollectionFixture<SharedHost>
{
    public const string Name = "Shared host";
}

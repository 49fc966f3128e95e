using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EventChat.Local.Host;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.Wire;

/// <summary>Emulators on the host's own front port, with a folder of their own, for clients that are not ours.</summary>
public sealed class EmulatorPort : IAsyncDisposable
{
    private readonly LocalOptions _options;
    private FrontPort? _port;

    public EmulatorPort() => _options = new LocalOptions { Port = FreePort(), TlsPort = FreePort(), CacheDirectory = Folder };

    public string Folder { get; } = Directory.CreateTempSubdirectory("eventchat-emulators-").FullName;

    public string Url => _options.BaseUrl;

    public async Task StartAsync(IEnumerable<IWireService> services, IReadOnlyList<IHttpRoutes> routes)
    {
        var certificate = DevelopmentCertificate.LoadOrCreate(Path.Combine(Folder, "tls"), TimeProvider.System);
        _port = await FrontPort.StartAsync(_options, certificate, services, routes, CancellationToken.None);
    }

    /// <summary>A program that finds the emulators as it would find AWS.</summary>
    public async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = Url, ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_CONFIG_FILE"] = "/nonexistent", ["AWS_SHARED_CREDENTIALS_FILE"] = "/nonexistent", ["AWS_PAGER"] = "",
        }) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            var said = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complained = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await said + await complained);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }

    public async Task SkipWithoutBotoAsync() =>
        Skip.IfNot((await RunAsync("python3", "-c", "import boto3")).ExitCode == 0, "Python 3 with boto3 is not installed.");

    public async ValueTask DisposeAsync()
    {
        if (_port is not null) await _port.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

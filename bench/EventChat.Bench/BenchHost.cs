using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EventChat.Bench;

/// <summary>The whole system in a process of its own, started as <c>eventchat up</c> starts it.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly Process _process;

    private BenchHost(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public int ProcessId => _process.Id;

    /// <exception cref="InvalidOperationException">It did not become ready.</exception>
    public static async Task<BenchHost> StartAsync()
    {
        var cli = Path.Combine(AppContext.BaseDirectory, "eventchat.dll");
        var start = new ProcessStartInfo("dotnet", [cli, "up", "--json", "--in-memory", "--no-demo", "--for-load", "--port", $"{FreePort()}", "--tls-port", $"{FreePort()}"])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                var said = JsonDocument.Parse(line).RootElement;
                if (said.TryGetProperty("failed", out var reason)) throw new InvalidOperationException(reason.GetString());
                if (said.TryGetProperty("progress", out var progress)) await Console.Error.WriteLineAsync(progress.GetString());
                if (!said.TryGetProperty("url", out var url)) continue;
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new BenchHost(process, new Uri(url.GetString()!));
            }
            throw new InvalidOperationException("The host ended before it was ready.");
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            // Asked politely it ends its own children.
            if (Interrupt(process.Id, Sigterm) != 0) process.Kill(entireProcessTree: true);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        process.Dispose();
    }

    private const int Sigterm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Interrupt(int processId, int signal);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventChat.EmulatorTests.Sdk;

/// <summary>A server of AWS's wire protocols that is neither Amazon's nor ours, where Python has it.</summary>
internal sealed class MotoServer : IDisposable
{
    private readonly Process _process;

    private MotoServer(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <exception cref="SkipException">It is not installed.</exception>
    public static async Task<MotoServer> StartAsync()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3", ["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkipException("Python is not installed.");
        }
        var errors = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(100))
        {
            if (process.HasExited) throw new SkipException($"moto's server is not installed: {(await errors).TrimEnd().Split('\n')[^1]}");
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port}/moto-api/");
                return new MotoServer(process, $"http://127.0.0.1:{port}");
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        process.Kill();
        throw new InvalidOperationException("moto did not start in 30 s.");
    }
}

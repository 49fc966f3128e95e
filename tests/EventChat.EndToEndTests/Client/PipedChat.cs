using System.Diagnostics;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Client;

/// <summary>The command-line program in a process of its own, its terminal replaced by pipes.</summary>
internal sealed class PipedChat : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _news = new(0);

    private PipedChat(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static PipedChat Start(RunningHost host, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RunningHost.Executable, .. arguments, "--endpoint", host.BaseUrl.ToString()])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["EVENTCHAT_PASSWORD"] = host.Password;
        return new PipedChat(Process.Start(start)!);
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }

    public void Type(string line) => _process.StandardInput.WriteLine(line);

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>The first line that contains the text, now or soon.</summary>
    public async Task<string> SeesAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Lines.FirstOrDefault(l => l.Contains(text, StringComparison.Ordinal)) is { } line) return line;
            try
            {
                await _news.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"'{text}' never came. There was:{Environment.NewLine}{string.Join(Environment.NewLine, Lines)}");
            }
        }
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        _news.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lines) _lines.Add(line);
        _news.Release();
    }
}

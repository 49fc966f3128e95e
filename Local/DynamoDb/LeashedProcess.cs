using System.Diagnostics;

namespace EventChat.Local.DynamoDb;

/// <summary>
/// A child process that can not outlive this one, not even when this one is killed with SIGKILL: a shell holds the other end of a pipe
/// and ends the child at end-of-file, which the kernel signals however we die.
/// </summary>
internal sealed class LeashedProcess : IAsyncDisposable
{
    // In a shell without job control a background command ignores SIGINT and reads /dev/null, hence descriptor 3. So Ctrl-C in a terminal
    // leaves the child alone until its owner has finished with it and closes the pipe. `read` is built in: nothing is left to hold the pipe.
    internal const string Script = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        ( while read -r _ <&3; do :; done; kill "$child"; sleep 5; kill -9 "$child" ) >/dev/null 2>&1 &
        leash=$!
        wait "$child"
        code=$?
        kill "$leash" 2>/dev/null
        exit "$code"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Process _shell;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lastLines = new();

    private LeashedProcess(Process shell) => _shell = shell;

    public bool HasExited => _shell.HasExited;
    public int ProcessId => _shell.Id;
    public Task Exited { get; private set; } = Task.CompletedTask;

    /// <summary>The last 20 lines the child wrote, for an error message.</summary>
    public string LastOutput
    {
        get { lock (_gate) return string.Join(Environment.NewLine, _lastLines); }
    }

    public static LeashedProcess Start(
        string program, IEnumerable<string> arguments, string workingDirectory, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, program, program, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var leashed = new LeashedProcess(new Process { StartInfo = start });
        leashed._shell.OutputDataReceived += leashed.Keep;
        leashed._shell.ErrorDataReceived += leashed.Keep;
        leashed._shell.Start();
        leashed._shell.BeginOutputReadLine();
        leashed._shell.BeginErrorReadLine();
        leashed.Exited = leashed._shell.WaitForExitAsync();
        return leashed;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (_gate)
        {
            _lastLines.Enqueue(line.Data);
            if (_lastLines.Count > 20) _lastLines.Dequeue();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_shell.HasExited)
        {
            _shell.StandardInput.Close();
            try
            {
                await Exited.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                _shell.Kill(entireProcessTree: true);
            }
        }
        _shell.Dispose();
    }
}

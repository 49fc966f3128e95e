using System.Diagnostics;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Up;

public sealed class UpTests
{
    [Fact]
    public async Task A_busy_port_is_named_and_nothing_is_left_behind()
    {
        await using var first = await RunningHost.StartAsync("--no-demo");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningHost.StartAsync(first.BaseUrl.Port, first.TlsUrl.Port, "--no-demo"));
        Assert.Contains($"Port {first.BaseUrl.Port} on 127.0.0.1 is in use", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_host_ends_and_takes_its_children_with_it()
    {
        var host = await RunningHost.StartAsync("--no-demo");
        var children = await ChildrenAsync(host.ProcessId);
        Assert.NotEmpty(children);
        await host.DisposeAsync();
        await EndedAsync(children);
    }

    [Fact]
    public async Task A_killed_host_takes_its_children_with_it()
    {
        await using var host = await RunningHost.StartAsync("--no-demo");
        var children = await ChildrenAsync(host.ProcessId);
        Assert.NotEmpty(children);
        await host.KillAsync();
        await EndedAsync(children);
    }

    private static async Task<int[]> ChildrenAsync(int parent)
    {
        using var list = Process.Start(new ProcessStartInfo("ps", ["-eo", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        var lines = (await list.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(p => (Pid: int.Parse(p[0]), Parent: int.Parse(p[1]))).ToArray();
        int[] Below(int pid) => [.. lines.Where(l => l.Parent == pid && l.Pid != list.Id).SelectMany(l => (int[])[l.Pid, .. Below(l.Pid)])];
        return Below(parent);
    }

    private static async Task EndedAsync(int[] processes)
    {
        var until = TimeProvider.System.GetTimestamp() + 20 * TimeProvider.System.TimestampFrequency;
        while (processes.Any(p => Directory.Exists($"/proc/{p}")) && TimeProvider.System.GetTimestamp() < until) await Task.Delay(100);
        Assert.All(processes, p => Assert.False(Directory.Exists($"/proc/{p}"), $"process {p} is still there"));
    }
}

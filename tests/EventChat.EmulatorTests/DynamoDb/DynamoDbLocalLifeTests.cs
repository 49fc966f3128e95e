using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.DynamoDb;

public sealed class DynamoDbLocalLifeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-dynamodb-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Data_on_disk_survives_and_no_process_does()
    {
        var options = new DynamoDbLocalOptions { DataDirectory = Path.Combine(_folder, "data") };
        int shell;
        await using (var first = await DynamoDbLocal.StartAsync(options, progress: null, CancellationToken.None))
        {
            using var dynamo = Client(first);
            var tables = await ChatTables.CreateAsync(dynamo);
            await dynamo.PutItemAsync(tables.State, new() { ["pk"] = new() { S = "kept" }, ["sk"] = new() { S = tables.State } });
            shell = first.ShellProcessId;
        }
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(shell));

        await using var second = await DynamoDbLocal.StartAsync(options, progress: null, CancellationToken.None);
        using var again = Client(second);
        var table = (await again.ListTablesAsync()).TableNames.Single(t => t.EndsWith("-state", StringComparison.Ordinal));
        var kept = await again.GetItemAsync(table, new() { ["pk"] = new() { S = "kept" }, ["sk"] = new() { S = table } });
        Assert.True(kept.IsItemSet);
    }

    [SkippableFact]
    public async Task The_class_archive_is_made_once_and_used()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Reads /proc.");
        await DynamoDbLocal.ArchiveClassesAsync(new(), progress: null, CancellationToken.None);
        var said = new List<string>();
        await DynamoDbLocal.ArchiveClassesAsync(new(), new Said(said), CancellationToken.None);
        Assert.Empty(said);

        await using var local = await DynamoDbLocal.StartAsync(new(), progress: null, CancellationToken.None);

        var children = (await File.ReadAllTextAsync($"/proc/{local.ShellProcessId}/task/{local.ShellProcessId}/children")).Split(' ');
        var maps = await Task.WhenAll(children.Where(c => c.Length > 0).Select(c => File.ReadAllTextAsync($"/proc/{c}/maps")));
        Assert.Contains(maps, m => m.Contains("/classes-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = await Assert.ThrowsAsync<DynamoDbLocalException>(() =>
            DynamoDbLocal.StartAsync(new() { Port = port }, progress: null, CancellationToken.None));

        Assert.Equal(DynamoDbLocalFailure.PortInUse, refused.Failure);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_quoted()
    {
        await using var process = LeashedProcess.Start("/bin/sh", ["-c", "echo out of luck >&2; exit 3"], _folder, new Dictionary<string, string>());

        await process.Exited;

        Assert.Equal("out of luck", process.LastOutput);
    }

    /// <summary>Somebody else holds the pipe here, so that it can be killed without warning; to the leash it is all one.</summary>
    [Fact]
    public async Task The_child_ends_when_its_owner_is_killed_without_warning()
    {
        var told = Path.Combine(_folder, "pids");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh",
        [
            "-c", """{ echo $$ >/dev/null; exec sleep 600; } | /bin/sh -c "$1" leash /bin/sh -c 'echo $$ >"$0"; exec sleep 600' "$2" """, "host", LeashedProcess.Script, told,
        ]))!;
        var child = await PidAsync(told);
        var owner = await OwnerAsync(shell.Id, child);

        owner.Kill(); // SIGKILL
        await shell.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child));
    }

    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }

    private static async Task<int> PidAsync(string file)
    {
        var deadline = Stopwatch.StartNew();
        while (!File.Exists(file) || !(await File.ReadAllTextAsync(file)).EndsWith('\n'))
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(30), "the child did not start");
            await Task.Delay(20);
        }
        return int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }

    /// <summary>The sleep that holds the pipe: a child of the shell that is not the leashed one.</summary>
    private static async Task<Process> OwnerAsync(int shell, int child)
    {
        var children = await File.ReadAllTextAsync($"/proc/{shell}/task/{shell}/children");
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
            .Single(p => p.Id != child && p.ProcessName == "sleep");
    }

    private static AmazonDynamoDBClient Client(DynamoDbLocal local) =>
        new(new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = local.Endpoint.ToString() });
}

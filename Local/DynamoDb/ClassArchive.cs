using System.Diagnostics;

namespace EventChat.Local.DynamoDb;

/// <summary>
/// The JVM's archive of DynamoDB Local's classes, parsed and verified (AppCDS). It holds those of the libraries only: the manifest of DynamoDBLocal.jar names a folder in its
/// class path, and the JVM makes no archive of such. A JVM whose version or class path is another ignores the archive.
/// </summary>
internal sealed class ClassArchive(JavaRuntime java, DynamoDbLocalInstall install)
{
    /// <summary>A request touches little memory, and the machine's cores are needed for requests. The archive is made for one collector, too.</summary>
    public const string Collector = "-XX:+UseSerialGC";

    private string File => install.ArchiveFor(java);

    /// <summary>Options that use the archive, if it is there.</summary>
    public IReadOnlyList<string> Use => System.IO.File.Exists(File) ? [$"-XX:SharedArchiveFile={File}"] : [];

    public async Task EnsureAsync(IProgress<string>? progress, CancellationToken cancel)
    {
        if (System.IO.File.Exists(File)) return;
        await using var held = await install.LockAsync(progress, cancel);
        if (System.IO.File.Exists(File)) return;
        progress?.Report("Preparing quick starts of DynamoDB Local (once, some 10 s)");
        var (list, made) = ($"{File}.{Environment.ProcessId}.classes", $"{File}.{Environment.ProcessId}.new");
        try
        {
            await using (await DynamoDbLocal.StartAsync(java, install, new(), [$"-XX:DumpLoadedClassList={list}"], cancel))
            {
                // What it takes to answer the first request is what is to be archived.
            }
            await DumpAsync(list, made, cancel);
            System.IO.File.Move(made, File);
        }
        finally
        {
            System.IO.File.Delete(list);
            System.IO.File.Delete(made);
        }
    }

    private async Task DumpAsync(string list, string into, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(java.Executable,
            [Collector, "-Xshare:dump", $"-XX:SharedClassListFile={list}", $"-XX:SharedArchiveFile={into}", "-cp", install.LibraryPath])
        {
            WorkingDirectory = install.Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
                throw new DynamoDbLocalException(DynamoDbLocalFailure.DidNotStart, $"Java could not archive DynamoDB Local's classes. {await errors}{await output}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}

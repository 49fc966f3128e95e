using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;

namespace EventChat.Cli.Package;

/// <summary>A processor that Lambda runs functions on.</summary>
internal enum Processor
{
    X64,
    Arm64,
}

/// <summary>One executable, built natively and zipped as Lambda's runtime <c>provided.al2023</c> takes it: a single file named <c>bootstrap</c>.</summary>
internal sealed class NativePackage(string repository, Processor processor)
{
    /// <summary>What Lambda starts in a custom runtime.</summary>
    private const string Bootstrap = "bootstrap";

    /// <summary>Amazon Linux 2023 has glibc 2.34: a binary that asks for a newer symbol does not start there, and nowhere else would anybody see it.</summary>
    public static readonly Version GlibcCeiling = new(2, 34);

    /// <summary>rwxr-xr-x, a regular file. Without it Lambda answers "fork/exec /var/task/bootstrap: permission denied".</summary>
    private const int Executable = (0x81ED) << 16;

    /// <summary>The oldest time a zip can name: the same bytes give the same archive whenever it is made.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private string Runtime => processor is Processor.Arm64 ? "linux-arm64" : "linux-x64";

    /// <exception cref="PackageException">It does not build without a warning, or would not start on Lambda.</exception>
    public async Task<PackageResult> MakeAsync(string project, string zip, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var folder = Path.Combine(repository, ".build", "package", Runtime, project);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        // -warnaserror: a trim or AOT warning is a call that may fail at run time.
        await ToolRun.RunAsync(
            "dotnet", repository, cancel, "publish", project, "-c", "Release", "-r", Runtime, "-p:PublishAot=true", "-p:StripSymbols=true", "-p:ContinuousIntegrationBuild=true",
            "-warnaserror", "-o", folder, "-nologo", "-v", "quiet");
        var binary = Path.Combine(folder, $"EventChat.{project}");
        var glibc = await GlibcAsync(binary, cancel);
        if (glibc > GlibcCeiling)
            throw new PackageException($"{project} asks for GLIBC_{glibc}; Amazon Linux 2023 has {GlibcCeiling}. Build on a distribution with an older C library.");

        Directory.CreateDirectory(Path.GetDirectoryName(zip)!);
        var part = zip + ".part";
        await WriteZipAsync(binary, part, cancel);
        File.Move(part, zip, overwrite: true);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(zip, cancel)));
        return new(project, processor, zip, new FileInfo(binary).Length, new FileInfo(zip).Length, glibc, hash, clock.Elapsed);
    }

    private static async Task WriteZipAsync(string binary, string zip, CancellationToken cancel)
    {
        await using var file = File.Create(zip);
        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null, cancel);
        var entry = archive.CreateEntry(Bootstrap, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Always;
        entry.ExternalAttributes = Executable;
        await using var to = await entry.OpenAsync(cancel);
        await using var from = File.OpenRead(binary);
        await from.CopyToAsync(to, cancel);
    }

    /// <summary>The newest version of the C library that the binary asks for.</summary>
    private async Task<Version> GlibcAsync(string binary, CancellationToken cancel)
    {
        var lines = await ToolRun.RunAsync("readelf", repository, cancel, "--version-info", "--wide", binary);
        return SymbolVersions.Newest(lines) ?? throw new PackageException($"{binary} asks for no version of the C library: is it a native executable for Linux?");
    }
}

/// <param name="Bytes">Of the executable.</param>
/// <param name="ZipBytes">Of the archive: Lambda takes 50 MB.</param>
internal sealed record PackageResult(string Project, Processor Processor, string Zip, long Bytes, long ZipBytes, Version Glibc, string Sha256, TimeSpan Took);

/// <summary>The message is for the person at the terminal.</summary>
internal class PackageException(string message) : Exception(message);

/// <summary>A program is not installed.</summary>
internal sealed class ToolMissingException(string message) : PackageException(message);

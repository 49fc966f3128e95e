using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EventChat.Local.DynamoDb;

/// <summary>The Java that runs DynamoDB Local.</summary>
/// <param name="FullVersion">E.g. <c>17.0.15</c>; empty when it did not say.</param>
public sealed partial record JavaRuntime(string Executable, string FullVersion)
{
    public int Version => Major(FullVersion);

    /// <summary>DynamoDB Local 1.25 refuses less.</summary>
    public const int LeastVersion = 17;

    /// <exception cref="DynamoDbLocalException">There is none, or it is too old.</exception>
    public static async Task<JavaRuntime> FindAsync(string? javaHome, string? path, CancellationToken cancel)
    {
        var executable = javaHome is { Length: > 0 } && File.Exists(Path.Combine(javaHome, "bin", "java"))
            ? Path.Combine(javaHome, "bin", "java")
            : Executables.Find("java", path);
        if (executable is null)
            throw new DynamoDbLocalException(DynamoDbLocalFailure.JavaMissing,
                $"DynamoDB Local needs Java {LeastVersion} or newer, and there is no java in PATH. On Debian or Ubuntu: apt-get install -y openjdk-17-jre-headless");
        var java = new JavaRuntime(executable, await VersionFromReleaseFileAsync(executable, cancel) ?? await VersionFromCommandAsync(executable, cancel));
        if (java.Version < LeastVersion)
            throw new DynamoDbLocalException(DynamoDbLocalFailure.JavaTooOld,
                $"DynamoDB Local needs Java {LeastVersion} or newer; {executable} is version {java.FullVersion}. On Debian or Ubuntu: apt-get install -y openjdk-17-jre-headless");
        return java;
    }

    /// <summary>Every JDK since 9 says its version in a file beside <c>bin</c>; reading it saves the 0.3 s of starting a JVM to ask.</summary>
    private static async Task<string?> VersionFromReleaseFileAsync(string executable, CancellationToken cancel)
    {
        var real = new FileInfo(executable).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? executable;
        var release = Path.Combine(Path.GetDirectoryName(real)!, "..", "release");
        return File.Exists(release) && ReleaseVersion().Match(await File.ReadAllTextAsync(release, cancel)) is { Success: true } found
            ? found.Groups[1].Value
            : null;
    }

    private static async Task<string> VersionFromCommandAsync(string executable, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(executable, "-version") { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var answer = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return CommandVersion().Match(answer) is { Success: true } found ? found.Groups[1].Value : "";
    }

    /// <summary><c>17.0.15</c> is 17, <c>1.8.0_422</c> is 8, and nothing is 0.</summary>
    private static int Major(string version)
    {
        var parts = version.Split('.', '-', '_', '+');
        var numbers = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        return numbers is [1, var minor, ..] ? minor : numbers[0];
    }

    [GeneratedRegex("""^JAVA_VERSION="(\d[^"]*)""", RegexOptions.Multiline)]
    private static partial Regex ReleaseVersion();

    [GeneratedRegex("""version "(\d[^"]*)""")]
    private static partial Regex CommandVersion();
}

using System.IO.Compression;
using System.Runtime.InteropServices;
using EventChat.Infra.Functions;
using EventChat.Local.Stack;
using Pulumi;

namespace EventChat.Local.Host;

/// <summary>How functions run here.</summary>
public enum FunctionsMode
{
    /// <summary>Linked into this process: starts at once, and a debugger sees them.</summary>
    InProcess,

    /// <summary>The packages that <c>pulumi up</c> uploads, a process per execution environment, over the Runtime API: what runs on AWS.</summary>
    Native,
}

/// <summary>Unzips the packages, as Lambda does into <c>/var/task</c>.</summary>
internal static class PackagedFunctions
{
    /// <returns>Executable by the artifact's name.</returns>
    /// <exception cref="StackException">A package is missing, or for another processor.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> UnzipAsync(string repository, string folder, CancellationToken cancel)
    {
        Dictionary<string, string> executables = [];
        foreach (var path in new[] { Artifacts.Pipeline, Artifacts.Projections })
        {
            var zip = Path.Combine(repository, path);
            Check(zip);
            var name = Path.GetFileNameWithoutExtension(path);
            var into = Path.Combine(folder, name);
            if (Directory.Exists(into)) Directory.Delete(into, recursive: true);
            await ZipFile.ExtractToDirectoryAsync(zip, into, cancel);
            executables[name] = Path.Combine(into, "bootstrap");
        }
        return executables;
    }

    private static void Check(string zip)
    {
        try
        {
            var here = RuntimeInformation.OSArchitecture is Architecture.Arm64 ? Artifacts.Arm64 : Artifacts.X64;
            if (Artifacts.Architecture(zip) is var built && built != here)
                throw new StackException("functions", $"'{zip}' is built for {built}, and this machine is {here}: run ./eventchat package --architecture {here}.");
        }
        catch (RunException e)
        {
            throw new StackException("functions", e.Message);
        }
    }
}

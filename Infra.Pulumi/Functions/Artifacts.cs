using System.IO.Compression;
using EventChat.Infra.FrontEnd;
using Pulumi;

namespace EventChat.Infra.Functions;

/// <summary>What is known of the packages when the program is written.</summary>
/// <param name="ArchitectureOf">One of <see cref="Artifacts"/> → its processor.</param>
internal sealed record Packages(Func<string, string> ArchitectureOf)
{
    /// <summary>Not looked at: for whoever reads the program and deploys no package.</summary>
    public static Packages Assumed { get; } = new(_ => Artifacts.Arm64);

    /// <summary>Looked at: a missing one fails before any resource is touched.</summary>
    public static Packages Built { get; } = new(Artifacts.Architecture) { PageFiles = () => PageFile.Find(PageFile.Folder) };

    /// <summary>The page's, without its configuration.</summary>
    public Func<IReadOnlyList<PageFile>> PageFiles { get; init; } = () => [PageFile.Of(PageFile.Folder, PageFile.Index)];
}

/// <summary>The packages that <c>./eventchat package</c> makes, relative to the folder of Pulumi.yaml.</summary>
public static class Artifacts
{
    public const string Pipeline = "artifacts/pipeline.zip";
    public const string Projections = "artifacts/projections.zip";

    /// <summary>As Lambda names the processors.</summary>
    public const string Arm64 = "arm64";
    public const string X64 = "x86_64";

    /// <summary>ELF header: <c>e_machine</c> lies here, two bytes, the low one first on both processors.</summary>
    private const int MachineOffset = 18;

    /// <summary>The processor that a package is built for: the executable says so itself.</summary>
    /// <exception cref="RunException">There is no package, or it is none of ours.</exception>
    public static string Architecture(string path)
    {
        if (!File.Exists(path)) throw new RunException($"'{path}' is missing: run ./eventchat package first.");
        try
        {
            using var zip = ZipFile.OpenRead(path);
            using var content = (zip.GetEntry("bootstrap") ?? throw new InvalidDataException("it has no file 'bootstrap'")).Open();
            var header = new byte[MachineOffset + 2];
            content.ReadExactly(header);
            if (!header.AsSpan().StartsWith("\u007fELF"u8)) throw new InvalidDataException("its 'bootstrap' is no executable for Linux");
            return (header[MachineOffset] | (header[MachineOffset + 1] << 8)) switch
            {
                62 => X64,
                183 => Arm64,
                var machine => throw new InvalidDataException($"its 'bootstrap' is for machine {machine}, which Lambda does not have"),
            };
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new RunException($"'{path}' can not be deployed: {e.Message}. Run ./eventchat package again.");
        }
    }
}

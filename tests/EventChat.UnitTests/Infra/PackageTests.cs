using System.IO.Compression;
using EventChat.Cli.Package;
using EventChat.Infra.Functions;
using Pulumi;

namespace EventChat.UnitTests.Infra;

/// <summary>What is deployed: a missing or wrong package is one clear line, before any resource is touched.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventchat-package-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(62, Artifacts.X64)]
    [InlineData(183, Artifacts.Arm64)]
    public void A_package_says_itself_which_processor_it_is_for(byte machine, string architecture) =>
        Assert.Equal(architecture, Artifacts.Architecture(Zip("bootstrap", Elf(machine))));

    [Fact]
    public void A_missing_one_names_the_command_that_makes_it() => Assert.Equal(
        $"'{Path.Combine(_folder.FullName, "none.zip")}' is missing: run ./eventchat package first.",
        Assert.Throws<RunException>(() => Artifacts.Architecture(Path.Combine(_folder.FullName, "none.zip"))).Message);

    [Fact]
    public void One_without_a_bootstrap_is_refused() => Refused("it has no file 'bootstrap'", Zip("other", Elf(62)));

    [Fact]
    public void So_is_a_script() => Refused("is no executable for Linux", Zip("bootstrap", "#!/bin/sh\necho a long enough script"u8.ToArray()));

    [Fact]
    public void And_a_processor_that_Lambda_does_not_have() => Refused("is for machine 243", Zip("bootstrap", Elf(243)));

    [Fact]
    public void And_a_file_that_is_no_archive()
    {
        var path = Path.Combine(_folder.FullName, "no.zip");
        File.WriteAllText(path, "no archive");
        Refused("can not be deployed", path);
    }

    [Fact]
    public void The_functions_take_the_processor_of_their_package()
    {
        var program = PrintedProgram.With(new Packages(path => path == Artifacts.Pipeline ? Artifacts.X64 : Artifacts.Arm64));
        var functions = program.All("aws:lambda/function:Function").ToDictionary(f => f.Name, f => f.Inputs["architectures"]![0]!.ToString());
        Assert.Equal(Artifacts.X64, functions["commandsFunction"]);
        Assert.Equal(Artifacts.Arm64, functions["projectorFunction"]);
    }

    [Theory]
    [InlineData("  0x0010:   Name: GLIBC_2.34  Flags: none  Version: 5\n  0x0020:   Name: GLIBC_2.2.5\n  Name: GCC_3.0", "2.34")]
    [InlineData("  Name: GLIBC_2.9\n  Name: GLIBC_2.17", "2.17")]
    public void The_newest_symbol_counts(string lines, string newest) => Assert.Equal(Version.Parse(newest), SymbolVersions.Newest(lines));

    [Fact]
    public void A_binary_without_the_C_library_has_none() => Assert.Null(SymbolVersions.Newest("No version information found in this file."));

    private static void Refused(string why, string path) => Assert.Contains(why, Assert.Throws<RunException>(() => Artifacts.Architecture(path)).Message, StringComparison.Ordinal);

    private static byte[] Elf(byte machine) => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, machine, 0, 1, 0, 0, 0];

    private string Zip(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(content);
        return path;
    }
}

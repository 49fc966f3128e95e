using System.Text;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.UnitTests.StepFunctionsService;

public sealed class AppendFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("append-").FullName;

    private string Name => Path.Combine(_folder, "deeper", "file.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_are_read_as_they_were_written(bool keepOpen)
    {
        using var file = new AppendFile(Name, keepOpen);
        Assert.Empty(file.Lines());
        file.Append("one\n"u8);
        file.Append("two\nthree\n"u8);
        Assert.Equal(["one", "two", "three"], Text(file));
    }

    [Theory]
    [InlineData("", "cut")]
    [InlineData("one\n", "cut")]
    [InlineData("one\ntwo\n", "")]
    public void A_line_cut_short_is_neither_read_nor_joined_to_the_next(string whole, string cut)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Name)!);
        File.WriteAllText(Name, whole + cut);
        using var file = new AppendFile(Name);
        Assert.Equal(whole.Split('\n', StringSplitOptions.RemoveEmptyEntries), Text(file));
        file.Append("next\n"u8);
        Assert.Equal($"{whole}next\n", File.ReadAllText(Name));
    }

    [Fact]
    public void A_long_line_cut_short_is_found_too()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Name)!);
        File.WriteAllText(Name, $"one\n{new string('x', 5_000)}");
        using var file = new AppendFile(Name);
        file.Append("two\n"u8);
        Assert.Equal("one\ntwo\n", File.ReadAllText(Name));
    }

    private static IEnumerable<string> Text(AppendFile file) => [.. file.Lines().Select(line => Encoding.UTF8.GetString(line.Span))];
}

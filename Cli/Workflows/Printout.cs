namespace EventChat.Cli.Workflows;

internal enum Tone { Plain, Dim, Good, Bad, Busy }

/// <summary>One line for a person.</summary>
internal readonly record struct Line(string Text, Tone Tone = Tone.Plain);

/// <summary>Lines, coloured on a terminal (unless NO_COLOR is set) and plain when piped.</summary>
internal sealed class Printout(TextWriter output, bool coloured)
{
    public static Printout ToConsole() => new(
        Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public void Write(IEnumerable<Line> lines)
    {
        foreach (var line in lines) Write(line);
    }

    public void Write(Line line) => output.WriteLine(coloured && Code(line.Tone) is { } code ? $"\e[{code}m{line.Text}\e[0m" : line.Text);

    private static string? Code(Tone tone) => tone switch
    {
        Tone.Dim => "2",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Busy => "33",
        _ => null,
    };
}

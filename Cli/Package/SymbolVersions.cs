using System.Text.RegularExpressions;

namespace EventChat.Cli.Package;

/// <summary>Reads what <c>readelf --version-info</c> says of an executable.</summary>
internal static partial class SymbolVersions
{
    public static Version? Newest(string lines) => Needed().Matches(lines).Select(m => Version.Parse(m.Groups[1].Value)).Max();

    [GeneratedRegex(@"\bGLIBC_([0-9]+\.[0-9]+(?:\.[0-9]+)?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Needed();
}

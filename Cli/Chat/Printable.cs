using System.Text;

namespace EventChat.Cli.Chat;

/// <summary>Other people's text, made harmless for a terminal.</summary>
internal static class Printable
{
    /// <summary>Line feeds stay; tabs become spaces; what could move the cursor, colour or turn the line around becomes U+FFFD.</summary>
    public static string Text(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '\n' => '\n',
                '\t' => ' ',
                _ when char.IsControl(c) || IsDirectionOverride(c) => '\uFFFD',
                _ => c,
            });
        }
        return result.ToString();
    }

    /// <summary>The same on one line.</summary>
    public static string Line(string text) => Text(text).Replace('\n', ' ');

    private static bool IsDirectionOverride(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

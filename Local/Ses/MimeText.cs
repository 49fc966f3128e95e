using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EventChat.Local.Ses;

/// <summary>Reads so much of a raw mail that it can be shown: headers, the first plain and the first HTML part. UTF-8 and ASCII alone.</summary>
internal static partial class MimeText
{
    private const int DeepestParts = 5;

    private static readonly string[] Recipients = ["To", "Cc", "Bcc"];

    /// <exception cref="FormatException">It is no mail.</exception>
    public static Mail Read(byte[] raw)
    {
        var text = Encoding.UTF8.GetString(raw).ReplaceLineEndings("\n");
        var (headers, body) = Split(text);
        if (headers.Count == 0) throw new FormatException("No headers.");
        string? plain = null, html = null;
        Walk(headers, body, 0, ref plain, ref html);
        string[] to = [.. Recipients.SelectMany(name => (Find(headers, name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return new Mail(Find(headers, "From"), to, Find(headers, "Subject") ?? "", plain ?? "", html, headers, raw.Length);
    }

    private static void Walk(List<(string Name, string Value)> headers, string body, int depth, ref string? plain, ref string? html)
    {
        var type = Find(headers, "Content-Type") ?? "text/plain";
        if (Boundary.Match(type) is { Success: true } boundary && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && depth < DeepestParts)
        {
            var mark = $"--{boundary.Groups[1].Value}{boundary.Groups[2].Value}";
            foreach (var part in body.Split(mark).Skip(1).TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal)))
            {
                var (inner, content) = Split(part.TrimStart('\n'));
                Walk(inner, content, depth + 1, ref plain, ref html);
            }
            return;
        }
        var decoded = Decode(body, Find(headers, "Content-Transfer-Encoding"));
        if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)) html ??= decoded;
        else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)) plain ??= decoded;
    }

    private static (List<(string Name, string Value)> Headers, string Body) Split(string text)
    {
        var headers = new List<(string Name, string Value)>();
        var end = text.StartsWith('\n') ? 0 : text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        foreach (var line in head.Split('\n'))
        {
            if (headers.Count > 0 && line.Length > 0 && line[0] is ' ' or '\t') headers[^1] = (headers[^1].Name, $"{headers[^1].Value} {line.Trim()}");
            else if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0) headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }
        return (headers, end < 0 ? "" : text[end..].TrimStart('\n'));
    }

    private static string? Find(List<(string Name, string Value)> headers, string name)
    {
        var found = headers.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return found is null ? null : Encoded.Replace(found, word => word.Groups[1].Value is "B" or "b"
            ? Decode(word.Groups[2].Value, "base64")
            : Decode(word.Groups[2].Value.Replace('_', ' '), "quoted-printable"));
    }

    private static string Decode(string body, string? encoding) => encoding?.ToLowerInvariant() switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "quoted-printable" => Unquote(body),
        _ => body,
    };

    private static string Unquote(string body)
    {
        var bytes = new List<byte>(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] == '=' && at + 1 < body.Length && body[at + 1] == '\n') at++;
            else if (body[at] == '=' && at + 2 < body.Length && byte.TryParse(body.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                at += 2;
            }
            else bytes.AddRange(Encoding.UTF8.GetBytes(body[at].ToString()));
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("""boundary=(?:"([^"]+)"|([^;\s]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Encoded { get; }
}

using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Wire;

/// <summary>The text that Signature Version 4 hashes.</summary>
internal static class CanonicalRequest
{
    public static string Of(SignedRequest request, Dictionary<string, string> headers, IReadOnlyList<string> signedHeaders)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n').Append(Path(request.Path)).Append('\n').Append(Query(request.Query)).Append('\n');
        foreach (var name in signedHeaders) text.Append(name).Append(':').Append(Value(headers[name])).Append('\n');
        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n')
            .Append(SigV4Verifier.Hex(SHA256.HashData(request.Body.Span))).ToString();
    }

    // Every service but S3 encodes the already encoded path once more.
    private static string Path(string path) =>
        path.Length == 0 ? "/" : string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Query(string query)
    {
        if (query.Length == 0) return "";
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .Select(part => (Name: Encoded(part[0]), Value: part.Length > 1 ? Encoded(part[1]) : ""))
            .OrderBy(part => part.Name, StringComparer.Ordinal).ThenBy(part => part.Value, StringComparer.Ordinal);
        return string.Join('&', parameters.Select(part => $"{part.Name}={part.Value}"));
    }

    private static string Encoded(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static string Value(string header) =>
        string.Join(' ', header.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim();
}

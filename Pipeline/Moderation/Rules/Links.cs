namespace EventChat.Pipeline;

/// <summary>Hosts that a text leads to, as a browser would read it, not as it looks.</summary>
internal static class Links
{
    /// <summary>Endings of a name without "https://" that make it an address. Without it "node.js", "e.g" and "end.Next" are none.</summary>
    private static readonly HashSet<string> Endings = new(StringComparer.Ordinal)
    {
        "com", "net", "org", "info", "biz", "io", "dev", "app", "ai", "co", "me", "tv", "cc", "ly", "gg", "eu", "uk", "us", "de", "fr", "es", "it", "nl", "pl", "pt", "ru", "ua", "cn", "in",
        "br", "jp", "tr", "ch", "at", "be", "se", "no", "dk", "fi", "cz", "au", "ca", "xyz", "top", "site", "online", "store", "shop", "club", "live", "link", "click", "icu", "buzz", "vip",
        "win", "bid", "loan", "work", "tk", "ml", "ga", "cf", "gq", "su", "to", "edu", "gov", "cloud", "page", "chat", "blog", "news", "example", "test",
    };

    private static readonly string[] Schemes = ["https://", "http://", "hxxps://", "hxxp://", "ftp://", "//"];
    private const string Enclosing = "\"'<>()[]{}«»“”‘’,;";

    /// <summary>Whether every link leads where it may.</summary>
    public static bool AreAllowed(string text, IReadOnlyList<string> domains) => Hosts(text).All(host => domains.Any(d => Belongs(host, d)));

    public static IEnumerable<string> Hosts(string text)
    {
        foreach (var word in Plain(text).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            foreach (var piece in word.Split([.. Enclosing], StringSplitOptions.RemoveEmptyEntries))
                if (Host(piece) is { } host) yield return host;
    }

    private static bool Belongs(string host, string domain)
    {
        var allowed = domain.Trim().Trim('.').ToLowerInvariant();
        return host == allowed || host.EndsWith('.' + allowed, StringComparison.Ordinal);
    }

    /// <summary>Without what hides a dot: "example[.]com", "example (dot) com", full width, ideographic. Foreign look-alikes stay: they are another host.</summary>
    private static string Plain(string text)
    {
        var plain = string.Concat(text.EnumerateRunes().Where(r => !Letters.IsInvisible(r)).Select(r => r.Value switch
        {
            0x3002 or 0xFF0E or 0xFF61 => ".",
            >= 0xFF01 and <= 0xFF5E => ((char)(r.Value - 0xFF01 + '!')).ToString(),
            _ => r.ToString(),
        }));
        foreach (var dot in (string[])["[.]", "(.)", "{.}", " dot ", "[dot]", "(dot)", " [dot] ", " (dot) "]) plain = plain.Replace(dot, ".", StringComparison.OrdinalIgnoreCase);
        return plain.ToLowerInvariant();
    }

    private static string? Host(string word)
    {
        var scheme = Schemes.FirstOrDefault(s => word.StartsWith(s, StringComparison.Ordinal));
        var at = word.IndexOf("://", StringComparison.Ordinal);
        // "see:https://…": a scheme within the word.
        if (scheme is null && at > 0) return Host(word[Math.Max(0, word.LastIndexOfAny([.. ":=|"], Math.Max(0, at - 1)) + 1)..]) ?? Authority(word[(at + 3)..]);
        if (scheme is not null) return Authority(word[scheme.Length..].TrimStart('/', '\\'));
        if (word.StartsWith("mailto:", StringComparison.Ordinal)) return null;
        var host = Authority(word);
        var isMail = word.Contains('@', StringComparison.Ordinal) && !word.Contains('/', StringComparison.Ordinal);
        return host is null || isMail || !(Endings.Contains(host[(host.LastIndexOf('.') + 1)..]) || host.StartsWith("www.", StringComparison.Ordinal) || host.Contains("xn--", StringComparison.Ordinal))
            ? null
            : host;
    }

    /// <summary>The host between user info and port. A browser takes a backslash for a slash, so "https://evil.example\@good.example" leads to evil.</summary>
    private static string? Authority(string rest)
    {
        var end = rest.IndexOfAny([.. "/\\?#"]);
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = authority.LastIndexOf(':');
        if (colon >= 0) authority = authority[..colon];
        var host = authority.TrimEnd('.', '!', '?', '*', '_').TrimStart('.', '*', '_');
        var labels = host.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel) ? host : null;
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '%');
}

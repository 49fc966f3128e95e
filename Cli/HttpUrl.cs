using System.CommandLine.Parsing;

namespace EventChat.Cli;

/// <summary>What options take that name a host.</summary>
internal static class HttpUrl
{
    /// <returns>Null: it is none, and the result says so.</returns>
    public static Uri? Parse(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https")) return url;
        given.AddError($"'{given.Tokens[0].Value}' is no http or https URL.");
        return null;
    }
}

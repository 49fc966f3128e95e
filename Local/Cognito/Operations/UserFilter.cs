using System.Text.RegularExpressions;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>ListUsers' <c>attribute = "value"</c> and <c>attribute ^= "prefix"</c>.</summary>
internal sealed partial class UserFilter(Func<User, string?> read, string value, bool prefix)
{
    private static readonly HashSet<string> Searchable = new(StringComparer.Ordinal)
    {
        "email", "phone_number", "name", "given_name", "family_name", "preferred_username",
    };

    public static UserFilter Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new(_ => "", "", prefix: true);
        var match = Form.Match(text);
        if (!match.Success) throw CognitoException.InvalidParameter("Error while parsing filter.");
        var name = match.Groups["name"].Value;
        Func<User, string?> read = name switch
        {
            "username" => user => user.Username,
            "sub" => user => user.Sub,
            "cognito:user_status" => user => StatusText.Of(user.Status),
            "status" => user => user.Enabled ? "Enabled" : "Disabled",
            _ when Searchable.Contains(name) => user => user[name],
            _ => throw CognitoException.InvalidParameter($"Invalid search attribute: {name}"),
        };
        return new(read, match.Groups["value"].Value.Replace("\\\"", "\"", StringComparison.Ordinal), match.Groups["prefix"].Length > 0);
    }

    public bool Matches(User user) => read(user) is { } found
        && (prefix ? found.StartsWith(value, StringComparison.Ordinal) : found == value);

    [GeneratedRegex("""^\s*"?(?<name>[a-z_:]+)"?\s*(?<prefix>\^?)=\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$""")]
    private static partial Regex Form { get; }
}

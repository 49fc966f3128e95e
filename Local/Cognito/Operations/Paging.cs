using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Pages of a list; the token is the key of the last item shown.</summary>
internal static class Paging
{
    public static JsonObject Page<T>(
        IReadOnlyList<T> items, Func<T, string> keyOf, Func<T, JsonNode> view, string list, int limit, string? token, string tokenName)
    {
        var from = 0;
        if (token is not null)
        {
            var last = Decode(token);
            from = 1 + Index(items, item => keyOf(item) == last);
            if (from == 0) throw CognitoException.InvalidParameter("Invalid pagination token.");
        }
        var page = items.Skip(from).Take(limit).ToList();
        var answer = new JsonObject { [list] = new JsonArray([.. page.Select(view)]) };
        if (from + page.Count < items.Count && page.Count > 0) answer[tokenName] = Encode(keyOf(page[^1]));
        return answer;
    }

    private static int Index<T>(IReadOnlyList<T> items, Func<T, bool> match)
    {
        for (var i = 0; i < items.Count; i++)
            if (match(items[i])) return i;
        return -1;
    }

    private static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string? Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}

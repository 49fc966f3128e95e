using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>Pages of a sorted list. A token names the last item that was seen, so that a list may grow and shrink between pages.</summary>
internal static class Paging
{
    /// <param name="items">Sorted by <paramref name="keyOf"/>, ascending and ordinal.</param>
    public static JsonObject Page<T>(Request request, string list, IEnumerable<T> items, Func<T, string> keyOf, Func<T, JsonNode> view, int otherwise = 100)
    {
        var size = request.PageSize(otherwise);
        var after = request.Text("nextToken") is { } token ? Decode(list, token) : null;
        var page = items.Where(item => after is null || string.CompareOrdinal(keyOf(item), after) > 0).Take(size + 1).ToList();
        var answer = new JsonObject { [list] = new JsonArray([.. page.Take(size).Select(view)]) };
        if (page.Count > size) answer["nextToken"] = Encode(list, keyOf(page[size - 1]));
        return answer;
    }

    private static string Encode(string list, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}:{key}"));

    private static string Decode(string list, string token)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            if (text.StartsWith($"{list}:", StringComparison.Ordinal)) return text[(list.Length + 1)..];
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw StepFunctionsException.BadPage();
    }
}

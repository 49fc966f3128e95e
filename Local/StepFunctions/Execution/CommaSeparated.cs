using System.Text;
using System.Text.Json.Nodes;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>CSV as RFC 4180 has it: fields in double quotes may hold commas, line breaks and doubled quotes. Every value is a string.</summary>
internal static class CommaSeparated
{
    public static JsonArray Read(string text, bool hasHeaderRow, IReadOnlyList<string> headers)
    {
        var rows = Rows(text).ToList();
        var names = hasHeaderRow && rows.Count > 0 ? rows[0] : headers;
        return new JsonArray([.. rows.Skip(hasHeaderRow ? 1 : 0).Select(row =>
        {
            var item = new JsonObject();
            for (var i = 0; i < names.Count; i++) item[names[i]] = i < row.Count ? row[i] : "";
            return (JsonNode)item;
        })]);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\n' or '\r')) field.Append(c);
            else if (c == ',') Close();
            else if (c == '\n')
            {
                Close();
                if (row is not [""]) yield return row;
                row = [];
            }
        }
        if (field.Length == 0 && row.Count == 0) yield break;
        Close();
        yield return row;

        void Close()
        {
            row.Add(field.ToString());
            field.Clear();
        }
    }
}

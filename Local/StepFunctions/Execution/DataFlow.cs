using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.Paths;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Execution;

/// <summary>InputPath, ResultPath and OutputPath.</summary>
internal static class DataFlow
{
    /// <summary>Not copied where nothing is to be done.</summary>
    public static JsonNode? Select(DataPath path, StateContext context, JsonNode? data, string field)
    {
        if (path.IsNull) return new JsonObject();
        return path.Path is null ? data : context.On(data).At(path.Path, field);
    }

    /// <summary>The result in its place in the raw input.</summary>
    public static JsonNode? Merge(DataPath path, JsonNode? raw, JsonNode? result)
    {
        if (path.IsNull) return raw;
        if (path.Path is null || path.Path.Segments.Count == 0) return result;
        var whole = raw?.DeepClone() ?? throw Unfit(path, raw);
        var at = whole;
        for (var i = 0; i < path.Path.Segments.Count; i++)
        {
            var isLast = i == path.Path.Segments.Count - 1;
            switch (path.Path.Segments[i])
            {
                case PathSegment.Name name when at is JsonObject fields:
                    if (isLast) fields[name.Key] = result?.DeepClone();
                    else if (fields[name.Key] is { } inner) at = inner;
                    else fields[name.Key] = at = new JsonObject();
                    break;
                case PathSegment.Index index when at is JsonArray items && index.At < items.Count:
                    if (isLast) items[index.At] = result?.DeepClone();
                    else at = items[index.At] ?? throw Unfit(path, raw);
                    break;
                default:
                    throw Unfit(path, raw);
            }
        }
        return whole;
    }

    private static StateError Unfit(DataPath path, JsonNode? raw) => StateError.ResultPath(
        $"Unable to apply step '{path.Path!.Text}' to input '{JsonValues.Text(raw)}'");
}

using System.Buffers;
using System.Text.Json;
using GraphQL;
using GraphQL.Types;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>A mutation's result as one selection sees it: the payload of a data frame.</summary>
internal sealed class Projection
{
    private readonly List<string> _errors = [];

    /// <returns><c>{"data":{"field":…}}</c> in UTF-8.</returns>
    public static byte[] Payload(string responseName, Selection selection, IGraphType type, MutationResult result)
    {
        var projection = new Projection();
        var value = projection.Complete(type, selection, result.Value, result.Selected, responseName);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, PlainValues.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            json.WritePropertyName(responseName);
            PlainValues.Write(json, value is Nothing ? null : value);
            json.WriteEndObject();
            projection.WriteErrors(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A null that the schema does not allow where it stands: it takes its parent's place.</summary>
    private sealed class Nothing
    {
        public static readonly Nothing Instance = new();
    }

    private object? Complete(IGraphType type, Selection? selection, object? value, SelectedFields? selected, string path)
    {
        if (type is NonNullGraphType required)
        {
            var inner = Complete(required.ResolvedType!, selection, value, selected, path);
            if (inner is not (null or Nothing)) return inner;
            if (inner is null) _errors.Add(path);
            return Nothing.Instance;
        }
        if (value is null || selected is null) return null;
        if (type is ListGraphType list) return CompleteList(list, selection, value, selected, path);
        if (type is ScalarGraphType scalar) return Serialize(scalar, value);
        return selection is not null && value is IReadOnlyDictionary<string, object?> map
            ? CompleteObject((IObjectGraphType)type.GetNamedType(), selection, map, selected, path)
            : null;
    }

    private List<object?>? CompleteList(ListGraphType list, Selection? selection, object value, SelectedFields selected, string path)
    {
        if (value is not List<object?> items) return null;
        var completed = new List<object?>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var item = Complete(list.ResolvedType!, selection, items[i], selected, $"{path}/{i}");
            if (item is Nothing) return null;
            completed.Add(item);
        }
        return completed;
    }

    private Dictionary<string, object?>? CompleteObject(
        IObjectGraphType type, Selection selection, IReadOnlyDictionary<string, object?> map, SelectedFields selected, string path)
    {
        var completed = new Dictionary<string, object?>(selection.Fields.Count, StringComparer.Ordinal);
        foreach (var field in selection.Fields)
        {
            if (field.Field == "__typename")
            {
                completed[field.ResponseName] = type.Name;
                continue;
            }
            var value = field.Allowed ? map.GetValueOrDefault(field.Field) : null;
            var item = Complete(field.Type, field.Sub, value, selected.Find(field.Field), $"{path}/{field.ResponseName}");
            if (item is Nothing) return null;
            completed[field.ResponseName] = item;
        }
        return completed;
    }

    private static object? Serialize(ScalarGraphType scalar, object value)
    {
        try
        {
            return scalar.Serialize(value);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        if (_errors.Count == 0) return;
        json.WriteStartArray("errors");
        foreach (var path in _errors)
        {
            json.WriteStartObject();
            json.WriteStartArray("path");
            foreach (var part in path.Split('/')) json.WriteStringValue(part);
            json.WriteEndArray();
            json.WriteNull("locations");
            json.WriteString("message", $"Cannot return null for non-nullable type (/{path})");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

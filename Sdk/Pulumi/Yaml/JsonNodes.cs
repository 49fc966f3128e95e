using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pulumi.Yaml;

/// <summary>
/// Serializes with System.Text.Json, as the official SDK does, and puts the outputs back where they stood: meanwhile
/// each is an object with one key that nothing else has.
/// </summary>
internal static class JsonNodes
{
    public static YamlNode From<T>(T value, JsonSerializerOptions? options)
    {
        var outputs = new List<YamlNode>();
        var withOutputs = new JsonSerializerOptions(options ?? JsonSerializerOptions.Default);
        withOutputs.Converters.Add(new OutputConverterFactory(outputs));
        var json = JsonSerializer.SerializeToNode(value, withOutputs);
        var placed = 0;
        var node = Convert(json);
        return placed == outputs.Count
            ? node
            : throw new RunException($"The key '{OutputConverterFactory.Marker}' is reserved while outputs are serialized.");

        YamlNode Convert(JsonNode? json) => json switch
        {
            null => new YamlNode.Scalar(null),
            JsonArray array => new YamlNode.Sequence([.. array.Select(Convert)]),
            JsonObject { Count: 1 } marker when marker.TryGetPropertyValue(OutputConverterFactory.Marker, out var index) => Output(index!),
            JsonObject map => NodeConverter.Mapping([.. map.Select(entry => KeyValuePair.Create(entry.Key, Convert(entry.Value)))]),
            JsonValue scalar => scalar.GetValueKind() switch
            {
                JsonValueKind.String => YamlNode.Constant(scalar.GetValue<string>()),
                JsonValueKind.True => new YamlNode.Scalar(true),
                JsonValueKind.False => new YamlNode.Scalar(false),
                _ => Number(scalar),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        YamlNode Output(JsonNode index)
        {
            placed++;
            return outputs[index.GetValue<int>()];
        }
    }

    private static YamlNode.Scalar Number(JsonValue number)
    {
        var text = number.ToJsonString();
        return new(long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var whole)
            ? whole
            : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class OutputConverterFactory(List<YamlNode> outputs) : JsonConverterFactory
    {
        public const string Marker = "\u0001output";

        public override bool CanConvert(Type typeToConvert) => typeof(INodeSource).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(OutputConverter<>).MakeGenericType(typeToConvert), outputs)!;
    }

    private sealed class OutputConverter<T>(List<YamlNode> outputs) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber(OutputConverterFactory.Marker, outputs.Count);
            writer.WriteEndObject();
            outputs.Add(((INodeSource)value!).ToNode());
        }
    }
}

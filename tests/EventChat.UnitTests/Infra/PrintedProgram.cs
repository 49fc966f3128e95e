using System.Text.Json.Nodes;
using EventChat.Infra;
using EventChat.Infra.Functions;
using Pulumi.Yaml;
using YamlDotNet.RepresentationModel;

namespace EventChat.UnitTests.Infra;

/// <summary>The printed program, read by YamlDotNet alone: references and functions stand as they are written.</summary>
internal sealed class PrintedProgram
{
    private readonly JsonObject _root;

    private PrintedProgram(string text)
    {
        Text = text;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        _root = (JsonObject)Convert(stream.Documents.Single().RootNode);
    }

    public static PrintedProgram Development { get; } = new(StackProgram.Render(StackProgram.Development));

    public static PrintedProgram With(params (string Key, string Value)[] config) => new(StackProgram.Render(StackProgram.Development with
    {
        Config = config.ToDictionary(entry => $"{StackProgram.Project}:{entry.Key}", entry => entry.Value),
    }));

    public static PrintedProgram With(Packages packages, params (string Key, string Value)[] config) => new(YamlProgram.Render(
        StackProgram.Development with { Config = config.ToDictionary(entry => $"{StackProgram.Project}:{entry.Key}", entry => entry.Value) }, () => EventChatStack.Define(packages)));

    public static PrintedProgram Of(string stack) => new(StackProgram.Render(StackProgram.Development with { Stack = stack }));

    public static PrintedProgram Of(Func<IDictionary<string, object?>> define) =>
        new(YamlProgram.Render(new StackContext("test", "dev", "organization", new Dictionary<string, string>()), define));

    public string Text { get; }

    public IEnumerable<string> Outputs => ((JsonObject)_root["outputs"]!).Select(output => output.Key);

    public JsonNode Output(string name) => _root["outputs"]![name]!;

    public IReadOnlyDictionary<string, JsonNode> Resources =>
        ((JsonObject)_root["resources"]!).ToDictionary(resource => resource.Key, resource => resource.Value!);

    public IReadOnlyList<(string Name, JsonObject Inputs)> All(string type) =>
        [.. Resources.Where(r => r.Value["type"]!.ToString() == type).Select(r => (r.Key, (JsonObject)r.Value["properties"]!))];

    public JsonObject Inputs(string name) => (JsonObject)Resources[name]["properties"]!;

    /// <summary>The statements of an inline policy or a trust policy.</summary>
    public static IReadOnlyList<JsonObject> Statements(JsonNode policy) =>
        [.. policy["fn::toJSON"]!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];

    private static JsonNode Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, (JsonNode?)Convert(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => (JsonNode?)Convert(item))]),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value)!,
        _ => throw new InvalidOperationException($"A {node.NodeType} in the program."),
    };
}

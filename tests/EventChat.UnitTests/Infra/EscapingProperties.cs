using System.Text.Json.Nodes;
using CsCheck;
using EventChat.Local.Stack;
using EventChat.UnitTests.Stack;
using Pulumi;
using Pulumi.Yaml;

namespace EventChat.UnitTests.Infra;

/// <summary>Whatever a program says arrives as it was said: printed, parsed as YAML, interpolated.</summary>
public class EscapingProperties
{
    private static readonly string[] Pieces =
    [
        "$", "$$", "${", "}", "${a.b}", "$${x}", "$$.Task.Token", "{", "{{", "\n", "\n\n", "  ", " ", "\t", "\r\n", "#", ": ", "- ", "'", "\"", "\\",
        "null", "true", "0x1f", "1e3", "~", "%", "@", "`", "&a", "*a", "!t", "|", ">", "é", "\u0085", "\u2028", "\ufeff", "😀", "a", "text", "\0", "\u007f",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 8].Select(string.Concat),
        Gen.String.Where(text => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD)));

    [Fact]
    public void Any_text_arrives_as_it_was() => Texts.Sample(text => Assert.Equal(text, RoundTrip(text)["value"]!.GetValue<string>()), iter: 3_000);

    [Fact]
    public void Any_text_around_a_reference_arrives_as_it_was() => Gen.Select(Texts, Texts).Sample((before, after) =>
        Assert.Equal($"{before}id-of-other{after}", RoundTrip(before, after)["value"]!.GetValue<string>()), iter: 1_500);

    [Fact]
    public void Any_key_and_value_in_JSON_arrive_as_they_were() => Gen.Select(Texts, Texts).Sample((key, value) =>
    {
        var json = Json(new Dictionary<string, string> { [key] = value, ["other key"] = "" });
        Assert.Equal(value, JsonNode.Parse(json)![key]!.GetValue<string>());
    }, iter: 1_500);

    [Fact]
    public void Text_that_YAML_can_not_hold_is_refused() => Assert.ThrowsAny<RunException>(() => RoundTrip("half \ud83d a pair"));

    [Fact]
    public void Numbers_and_truth_stay_what_they_are()
    {
        var inputs = RoundTrip("1");
        Assert.Equal("""{"flag":true,"number":5,"value":"1"}""", new JsonObject(inputs.OrderBy(i => i.Key).Select(i => KeyValuePair.Create(i.Key, i.Value?.DeepClone()))).ToJsonString());
    }

    private static JsonObject RoundTrip(string text) => Deploy(() => _ = new Thing("thing", new() { Value = text }));

    private static JsonObject RoundTrip(string before, string after) => Deploy(() =>
    {
        var other = new Thing("other", new() { Value = "" });
        _ = new Thing("thing", new() { Value = Output.Format($"{before}{other.Id}{after}") });
    });

    private static string Json(Dictionary<string, string> map) => Deploy(() =>
        _ = new Thing("thing", new() { Value = Output.JsonSerialize(Output.Create(map)) }))["value"]!.GetValue<string>();

    private static JsonObject Deploy(Action define)
    {
        var program = YamlProgram.Render(new StackContext("test", "dev", "organization", new Dictionary<string, string>()), () =>
        {
            define();
            return new Dictionary<string, object?>();
        });
        var things = new FakeProvider(Thing.Token);
        new StackDeployment([things]).DeployAsync(program, CancellationToken.None).GetAwaiter().GetResult();
        return things.Created.Single(thing => thing.LogicalName == "thing").Inputs;
    }

    private sealed class Thing(string name, ThingArgs args) : CustomResource(Token, name, args)
    {
        public const string Token = "test:index/thing:Thing";
    }

    private sealed class ThingArgs : ResourceArgs
    {
        [Input("value", required: true)] public Input<string> Value { get; set; } = null!;
        [Input("number")] public Input<int>? Number { get; set; } = 5;
        [Input("flag")] public Input<bool>? Flag { get; set; } = true;
    }
}

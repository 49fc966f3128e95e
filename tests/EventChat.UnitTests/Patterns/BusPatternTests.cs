using System.Text.Json;
using EventChat.Local.Patterns;

namespace EventChat.UnitTests.Patterns;

public sealed class BusPatternTests
{
    private const string Event = """
        {"source":"chat","detail-type":"sent","account":"000000000000","detail":{"path":"/a/b/c.png","star":"x*y","back":"x\\y","ip":"10.0.0.7","ip6":"2001:db8::7",
         "n":5,"big":6000000000,"list":["a","b"],"empty":[],"objects":[{"k":"a","v":1},{"k":"b","v":2,"only":1}],"deep":[[{"k":"c"}]],"nothing":null,"umlaut":"Grüße"}}
        """;

    [Theory]
    [InlineData("""{"detail":{"path":[{"wildcard":"/a/*.png"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"*/b/*"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"*.gif"}]}}""", false)]
    [InlineData("""{"detail":{"path":[{"wildcard":"/a/b/c.png*c.png"}]}}""", false)]
    [InlineData("""{"detail":{"star":[{"wildcard":"x\\*y"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"wildcard":"\\*"}]}}""", false)]
    [InlineData("""{"detail":{"back":[{"wildcard":"*\\\\y"}]}}""", true)]
    [InlineData("""{"detail":{"path":[{"anything-but":{"wildcard":"*.png"}}]}}""", false)]
    [InlineData("""{"detail":{"path":[{"anything-but":{"wildcard":["*.gif","*.jpg"]}}]}}""", true)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.0.0/24"}]}}""", true)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.1.0/24"}]}}""", false)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.0.7/32"}]}}""", true)]
    [InlineData("""{"detail":{"ip":[{"cidr":"10.0.0.200/24"}]}}""", true)]
    [InlineData("""{"detail":{"ip":[{"cidr":"0.0.0.0/0"}]}}""", true)]
    [InlineData("""{"detail":{"ip6":[{"cidr":"2001:db8::/32"}]}}""", true)]
    [InlineData("""{"detail":{"ip6":[{"cidr":"2001:db9::/32"}]}}""", false)]
    [InlineData("""{"detail":{"path":[{"cidr":"0.0.0.0/0"}]}}""", false)]
    [InlineData("""{"detail":{"n":[{"numeric":[">",0,"<=",5]}]}}""", true)]
    [InlineData("""{"detail":{"n":[{"numeric":["=",5.0]}]}}""", true)]
    // The value of a list that passes is enough, also for anything-but.
    [InlineData("""{"detail":{"list":[{"anything-but":"a"}]}}""", true)]
    [InlineData("""{"detail":{"list":[{"anything-but":["a","b"]}]}}""", false)]
    // Only values are there; an empty list and an object are not.
    [InlineData("""{"detail":{"empty":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"empty":[{"exists":false}]}}""", true)]
    [InlineData("""{"detail":{"objects":[{"exists":true}]}}""", false)]
    [InlineData("""{"detail":{"nothing":[{"exists":true}]}}""", true)]
    // One element of an array must match as a whole.
    [InlineData("""{"detail":{"objects":{"k":["a"],"v":[1]}}}""", true)]
    [InlineData("""{"detail":{"objects":{"k":["a"],"v":[2]}}}""", false)]
    [InlineData("""{"detail":{"deep":{"k":["c"]}}}""", true)]
    // Absent is absent from all elements, or from the one that a key before it has chosen.
    [InlineData("""{"detail":{"objects":{"w":[{"exists":false}]}}}""", true)]
    [InlineData("""{"detail":{"objects":{"only":[{"exists":false}]}}}""", false)]
    [InlineData("""{"detail":{"objects":{"k":["a"],"only":[{"exists":false}]}}}""", true)]
    [InlineData("""{"detail":{"objects":{"k":["b"],"only":[{"exists":false}]}}}""", false)]
    [InlineData("""{"source":["x"],"source":["chat"]}""", true)]
    [InlineData("""{"detail":{"$or":[{"n":[1]},{"list":["b"]}]},"source":["chat"]}""", true)]
    [InlineData("""{"detail":{"$or":[{"n":[1]},{"list":["c"]}]},"source":["chat"]}""", false)]
    [InlineData("""{"detail":{"umlaut":[{"equals-ignore-case":"GRÜßE"}]}}""", true)]
    [InlineData("""{"detail":{"umlaut":["Grüße"]}}""", true)]
    public void A_pattern_matches_as_EventBridge_documents_it(string pattern, bool expected)
    {
        using var json = JsonDocument.Parse(Event);

        Assert.Equal(expected, EventPattern.Parse(pattern, PatternDialect.Bus).Matches(json.RootElement));
    }

    [Theory]
    [InlineData("{}", "empty objects")]
    [InlineData("""{"detail":{}}""", "detail")]
    [InlineData("""{"detail":{"a":[{"wildcard":"a**b"}]}}""", "Consecutive wildcard characters at pos 1")]
    [InlineData("""{"detail":{"a":[{"wildcard":"a\\b"}]}}""", "Invalid escape character at pos 1")]
    [InlineData("""{"detail":{"a":[{"cidr":"10.0.0.0"}]}}""", "one '/' required")]
    [InlineData("""{"detail":{"a":[{"cidr":"10.0.0.0/33"}]}}""", "mask bits")]
    [InlineData("""{"detail":{"a":[{"cidr":"10.0/8"}]}}""", "IP address")]
    [InlineData("""{"detail":{"a":[{"numeric":["<",5,">",1]}]}}""", "range")]
    [InlineData("""{"detail":{"a":[{"numeric":[">",5,"<",1]}]}}""", "Bottom must be less than top")]
    [InlineData("""{"detail":{"a":[{"numeric":["=",6000000000]}]}}""", "5.0E9")]
    [InlineData("""{"detail":{"a":[{"anything-but":["x",1]}]}}""", "detail.a")]
    [InlineData("""{"detail":{"a":[{"anything-but":[]}]}}""", "anything-but")]
    [InlineData("""{"detail":{"a":[{"anything-but":{"prefix":[]}}]}}""", "prefix")]
    [InlineData("""{"detail":{"a":[{"regex":".*"}]}}""", "regex")]
    [InlineData("""{"detail":"x"}""", "detail")]
    [InlineData("{\"a\":[\"\\ud800\"]}", "JSON")]
    [InlineData("{", "JSON")]
    public void What_is_no_pattern_is_refused_with_the_place(string pattern, string named)
    {
        var error = Assert.Throws<EventPatternException>(() => EventPattern.Parse(pattern, PatternDialect.Bus));

        Assert.Contains(named, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeating_wildcards_are_too_complex()
    {
        var many = string.Join('*', Enumerable.Repeat(new string('a', 60), 4));

        Assert.Contains("too complex", Assert.Throws<EventPatternException>(() => EventPattern.Parse($$"""{"a":[{"wildcard":"{{many}}"}]}""", PatternDialect.Bus)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void More_combinations_than_a_thousand_are_refused_at_once()
    {
        var or = string.Join(',', Enumerable.Range(0, 40).Select(i => $$"""{"k":[{{i}}]}"""));
        var multiplied = $$"""{"$or":[{"$or":[{{or}}]},{"$or":[{{or}}]},{{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{"q":[{{i}}]}"""))}}]}""";

        Assert.Contains("combinations", Assert.Throws<EventPatternException>(() => EventPattern.Parse(multiplied, PatternDialect.Bus)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_text_is_matched_in_one_pass()
    {
        var text = new string('a', 1_000_000);
        using var json = JsonDocument.Parse($$"""{"a":"{{text}}"}""");
        var pattern = EventPattern.Parse("""{"a":[{"wildcard":"*ab*ab*ab*ab*ab*ab*ab*ab*ab*ab*b"}]}""", PatternDialect.Bus);

        Assert.False(pattern.Matches(json.RootElement));
    }

    [Fact]
    public void A_deep_pattern_and_a_deep_event_meet()
    {
        const int depth = 600;
        var pattern = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "[1]" + new string('}', depth);
        var json = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = EventPattern.MaxDepth });

        Assert.True(EventPattern.Parse(pattern, PatternDialect.Bus).Matches(document.RootElement));
    }
}

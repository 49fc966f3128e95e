using System.Globalization;
using System.Text.RegularExpressions;
using EventChat.Contracts;
using EventChat.Local.DynamoDb;

namespace EventChat.UnitTests.Resolvers;

/// <summary>The resolvers can not import the contracts: that their numbers are the contracts' is held here.</summary>
public class BoundsTests
{
    [Theory]
    [InlineData("arguments.js", "PAGE_ROWS", Limits.PageRows)]
    [InlineData("arguments.js", "DEFAULT_PAGE_ROWS", Limits.DefaultPageRows)]
    [InlineData("arguments.js", "INBOX_ROWS", Limits.InboxRows)]
    [InlineData("arguments.js", "SYNC_EVENTS", Limits.SyncEvents)]
    [InlineData("arguments.js", "NAME_CHARACTERS", Limits.NameCharacters)]
    [InlineData("signal.js", "SIGNAL_MEMBERS", Limits.SignalMembers)]
    [InlineData("arguments.js", "ANALYTICS_DAYS", Limits.AnalyticsDays)]
    [InlineData("analyticsDays.js", "DAY_ROWS", 3 * Limits.AnalyticsDays)]
    [InlineData("searchArguments.js", "SEARCH_CHARACTERS", Limits.SearchCharacters)]
    [InlineData("searchArguments.js", "SEARCH_WORDS", Limits.SearchWords)]
    [InlineData("searchArguments.js", "SEARCH_ROWS", Limits.SearchRows)]
    [InlineData("searchArguments.js", "DEFAULT_SEARCH_ROWS", Limits.DefaultSearchRows)]
    [InlineData("searchArguments.js", "WORD_CHARACTERS", EventChat.Projections.Words.Characters)]
    [InlineData("publish.js", "REMOVED_USERS", Limits.RemovedPerFrame)]
    [InlineData("syncTail.js", "RESET_EVENTS", Limits.SyncResetEvents)]
    public void A_bound_is_the_contracts(string file, string name, int expected)
    {
        var code = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", file));
        var declared = Regex.Match(code, $@"^const {name} = (\d+);", RegexOptions.Multiline);
        Assert.Equal(expected, int.Parse(declared.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>APPSYNC_JS imports nothing of ours: what two files need stands in both.</summary>
    [Theory]
    [InlineData("message", "messages.js", "threadMessages.js")]
    [InlineData("isThereFor", "messages.js", "threadMessages.js")]
    [InlineData("time", "messages.js", "threadMessages.js")]
    [InlineData("conversation", "conversation.js", "conversations.js", "inbox.js")]
    [InlineData("lastMessage", "conversation.js", "conversations.js", "inbox.js")]
    public void A_shape_that_stands_in_several_files_is_the_same_in_each(string function, params string[] files)
    {
        var bodies = files.Select(f => File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", f)))
            .Select(code => Regex.Match(code, $@"^function {function}\(.*?^}}", RegexOptions.Multiline | RegexOptions.Singleline).Value).ToArray();
        Assert.NotEqual("", bodies[0]);
        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public void The_inbox_knows_as_many_letters_as_a_head_names_members()
    {
        var code = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", "inbox.js"));
        var letters = string.Concat(Enumerable.Range(0, Limits.AudienceMembers).Select(i => (char)('a' + i)));
        Assert.Contains($"const OF_NAMES = '{letters}';", code, StringComparison.Ordinal);
        Assert.Contains($"const SHOWN = '{letters}*';", code, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sought_is_written_as_what_is_found()
    {
        var code = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", "searchArguments.js"));
        var (marked, plain) = (Regex.Match(code, "^const MARKED = '(.+)';", RegexOptions.Multiline).Groups[1].Value, Regex.Match(code, "^const PLAIN = '(.+)';", RegexOptions.Multiline).Groups[1].Value);
        Assert.Equal(marked.Length, plain.Length);
        Assert.Equal(plain.Select(c => c.ToString()), marked.Select(c => EventChat.Projections.Words.Of($"{c}")[0]));
    }

    [Fact]
    public void A_message_that_is_found_looks_as_in_the_timeline()
    {
        string Message(string file) => Regex.Match(
            File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", file)), @"^function message\(.*?^\}", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        Assert.NotEmpty(Message("messages.js"));
        Assert.Equal(Message("messages.js"), Message("searchMessages.js"));
    }

    [Fact]
    public void The_policy_of_a_conversation_that_has_none_is_the_contracts_default()
    {
        var code = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "Projections", "resolvers", "moderationPolicy.js"));
        var stated = Regex.Matches(code, @"^const ([A-Z_]+) = '?(\w+)'?;", RegexOptions.Multiline).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var policy = ModerationPolicy.Default;
        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["MODE"] = $"{policy.Mode}", ["PII"] = $"{policy.Pii}", ["LINKS"] = $"{policy.Links}", ["FLOOD_MESSAGES"] = $"{policy.FloodMessages}",
                ["REPEATS"] = $"{policy.Repeats}", ["OUTAGE"] = $"{policy.Outage}", ["REVIEWERS"] = $"{policy.Reviewers}",
                ["REVIEW_MINUTES"] = $"{policy.ReviewMinutes}", ["ON_DEADLINE"] = $"{policy.OnDeadline}",
            },
            new SortedDictionary<string, string>(stated));
        Assert.Equal(
            ModerationPolicy.DefaultThresholds.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Label} {t.Review} {t.Remove}")),
            Regex.Matches(code, @"\{ label: '(\w+)', review: ([\d.]+), remove: ([\d.]+) \}").Select(m => $"{m.Groups[1]} {m.Groups[2]} {m.Groups[3]}"));
    }
}

using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Recovery;

/// <summary>All is lost but an export, the user pool and the texts' keys: docs/disaster-recovery.md, played through on the real host.</summary>
public sealed class DisasterDrillTests : IDisposable
{
    private const string Keys = "eventchat-dev-keys";

    private static readonly string[] Names = ["alice", "bob", "carol", "dana"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventchat-drill-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task A_second_host_that_is_made_of_the_export_answers_as_the_first_did_and_goes_on()
    {
        string room, export = Path("log.jsonl");
        List<Dictionary<string, AttributeValue>> keys;
        long removed, reported;
        var command = Guid.NewGuid();
        Dictionary<string, string> before;
        await using (var first = await RunningHost.StartAsync("--data", Path("first")))
        {
            var users = await SignInAsync(first);
            (room, removed, reported) = await TalkAsync(first, users, command);
            before = await AnswersAsync(users, room);
            await RunAsync(first, "verify-state");
            await RunAsync(first, "export", "--all", "--out", export);
            Assert.False(File.Exists(export + ".part"));
            // What a user said holds no word of others.
            await RunAsync(first, "export", "--user", "BOB", "--out", Path("bob.jsonl"));
            var bob = await File.ReadAllLinesAsync(Path("bob.jsonl"));
            Assert.All(bob[1..^1], line => Assert.True(line.Contains($"\"sender\":\"{users["bob"].Id}\"", StringComparison.Ordinal) || line.Contains($"\"log\":\"u#{users["bob"].Id}\"", StringComparison.Ordinal)));
            // Texts as they are sealed: an export gives away no more than the log does.
            Assert.DoesNotContain(bob, line => line.Contains("two, edited", StringComparison.Ordinal));
            Assert.Contains(bob, line => line.Contains("\"sealed\":", StringComparison.Ordinal));
            var part = await RunAsync(first, "export", "--conversation", room, "--from", "3");
            Assert.Contains($"\"selection\":{{\"kind\":\"Conversation\",\"id\":\"{room}\",\"from\":3}}", part, StringComparison.Ordinal);
            Assert.Contains($"\"log\":\"c#{room}\",\"seq\":3,", part, StringComparison.Ordinal);
            Assert.DoesNotContain($"\"log\":\"c#{room}\",\"seq\":2,", part, StringComparison.Ordinal);
            Assert.Contains($"\"log\":\"m#{room}\",\"seq\":1,", part, StringComparison.Ordinal);
            using var dynamo = Client(first);
            keys = (await dynamo.ScanAsync(new ScanRequest { TableName = Keys })).Items;
            foreach (var user in users.Values) user.Dispose();
        }

        Copy("cognito");
        Copy("kms");
        await using var second = await RunningHost.StartAsync("--data", Path("second"), "--no-demo");
        var (exit, output) = await OperatorCommand.RunAsync(second, "import", Path("bob.jsonl"));
        Assert.True(exit == 1 && output.Contains("parts of logs", StringComparison.Ordinal), output);
        // What is sealed is of no use without the keys, so nothing is made of it.
        (exit, output) = await OperatorCommand.RunAsync(second, "import", export);
        Assert.True(exit == 1 && output.Contains("There is no key of", StringComparison.Ordinal), output);
        using (var dynamo = Client(second))
            foreach (var key in keys) await dynamo.PutItemAsync(Keys, key);
        await RunAsync(second, "import", export);
        await RunAsync(second, "verify");
        await RunAsync(second, "verify-state");
        // The one that waits for moderators, and nothing else.
        var standard = await RunAsync(second, "executions", "--json");
        Assert.Contains("-review\"", Assert.Single(standard.Split('\n'), line => line.StartsWith('{') && !line.Contains("-digest\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0, Express());

        var after = await SignInAsync(second);
        Assert.Equal(before, await AnswersAsync(after, room));
        (exit, output) = await OperatorCommand.RunAsync(second, "import", export);
        Assert.True(exit == 0, output); // done already: it only checks again

        // A command of before is known, a new one goes through, and the review that was open ends here.
        var again = await after["bob"].DoAsync("sendMessage", new { conversationId = room, text = "one", commandId = command });
        Assert.Equal("one", (await after["bob"].MessagesAsync(room))[again.GetProperty("seq").GetInt64()].GetProperty("text").GetString());
        var next = await after["bob"].SayAsync(room, "and on it goes");
        await Eventually.BecomesAsync(() => after["alice"].MessagesAsync(room), m => m.ContainsKey(next));
        Assert.Equal("Removed", (await after["alice"].MessagesAsync(room))[removed].GetProperty("status").GetString());
        await after["dana"].DoAsync("reviewMessage", new { conversationId = room, messageSeq = reported, outcome = "Removed" });
        await Eventually.BecomesAsync(() => after["alice"].MessagesAsync(room), m => m[reported].GetProperty("status").GetString() == "Removed");
        await Eventually.BecomesAsync(async () => (await OperatorCommand.RunAsync(second, "verify-state")).Exit, code => code == 0);
        foreach (var user in after.Values) user.Dispose();
    }

    private static async Task<(string Room, long Removed, long Reported)> TalkAsync(RunningHost host, Dictionary<string, ApiUser> users, Guid command)
    {
        var (alice, bob, carol, dana) = (users["alice"], users["bob"], users["carol"], users["dana"]);
        var room = await alice.OpenAsync("Drill", bob, carol);
        await alice.DoAsync("setBlocklist", new { conversationId = room, terms = new[] { "wombat" } });
        await bob.DoAsync("sendMessage", new { conversationId = room, text = "one", commandId = command });
        var two = await bob.SayAsync(room, "two");
        await bob.DoAsync("editMessage", new { conversationId = room, messageSeq = two, text = "two, edited" });
        var three = await alice.SayAsync(room, "three", [carol.Id]);
        await alice.DoAsync("deleteMessage", new { conversationId = room, messageSeq = three });
        var removed = await bob.SayAsync(room, "look, a wombat");
        await Eventually.BecomesAsync(() => alice.MessagesAsync(room), m => m.TryGetValue(removed, out var row) && row.GetProperty("status").GetString() == "Removed");
        await alice.DoAsync("removeMember", new { conversationId = room, userId = carol.Id });
        await alice.DoAsync("addMember", new { conversationId = room, userId = carol.Id });
        await carol.DoAsync("markRead", new { conversationId = room, seq = two });
        await carol.DoAsync("setNotificationPreferences", new { email = true, digestAt = "08:00" });
        await alice.DoAsync("muteMember", new { conversationId = room, userId = carol.Id, until = DateTimeOffset.UtcNow.AddDays(1) });
        var reported = await alice.SayAsync(room, "an opinion");
        await bob.DoAsync("flagMessage", new { conversationId = room, messageSeq = reported, reason = "Insult" });
        await Eventually.BecomesAsync(() => dana.QueueAsync(), q => q.Any(r => r.GetProperty("messageSeq").GetInt64() == reported && r.GetProperty("conversationId").GetString() == room));
        // What was said comes through the grace period, so that nothing is under way when all is written down.
        await Eventually.BecomesAsync(async () => (await bob.AskAsync("{ notifications { items { conversationId messageSeq } } }")).ToString(), n => n.Contains(room, StringComparison.Ordinal), TimeSpan.FromSeconds(90));
        await Task.Delay(TimeSpan.FromSeconds(3));
        return (room, removed, reported);
    }

    /// <summary>What each user is answered to each query.</summary>
    private static async Task<Dictionary<string, string>> AnswersAsync(Dictionary<string, ApiUser> users, string room)
    {
        string[] own =
        [
            "{ conversations { items { conversationId kind title createdAt memberCount memberNames { userId name } seq lastMessage { seq text } } } }",
            "{ notifications { items { userId seq at kind conversationId messageSeq count fromId } } }",
            "{ notificationPreferences { timeZone email digestAt webhookUrl } }", "{ user(name: \"Bob\") { userId name } }",
        ];
        string[] ofRoom =
        [
            "query($id: ID!) { messages(conversationId: $id) { items { seq messageId senderId text at editedAt deleted replyTo status reason } } }",
            "query($id: ID!) { members(conversationId: $id) { items { userId name role addedAt } } }",
            "query($id: ID!) { sync(conversationId: $id, afterSeq: 0) { status headSeq events { seq type version senderId at commandId body } } }",
        ];
        string[] ofModerators =
        [
            "query($id: ID!) { moderationQueue(conversationId: $id) { items { messageSeq versionSeq cause reason round needed reviewedBy } } }",
            "query($id: ID!) { moderationLog(conversationId: $id, afterSeq: 0) { seq events { seq type version senderId at commandId body } } }",
            "query($id: ID!) { moderationPolicy(conversationId: $id) { mode reviewers } }", "query($id: ID!) { blocklist(conversationId: $id) { terms } }",
            "query($id: ID!) { conversationAnalytics(conversationId: $id) { messages responses firstResponseSeconds } }",
        ];
        Dictionary<string, string> answers = [];
        foreach (var (name, user) in users)
        {
            List<string> said = [];
            foreach (var document in own) said.Add((await user.AskAsync(document)).ToString());
            foreach (var document in name is "dana" ? ofModerators : name is "alice" ? [.. ofRoom, .. ofModerators] : ofRoom) said.Add((await user.AskAsync(document, new { id = room })).ToString());
            answers[name] = string.Join('\n', said);
        }
        return answers;
    }

    private static async Task<Dictionary<string, ApiUser>> SignInAsync(RunningHost host)
    {
        Dictionary<string, ApiUser> users = [];
        foreach (var name in Names) users[name] = await ApiUser.SignInAsync(host, name);
        return users;
    }

    private static async Task<string> RunAsync(RunningHost host, params string[] arguments)
    {
        var (exit, output) = await OperatorCommand.RunAsync(host, arguments);
        Assert.True(exit == 0, $"{string.Join(' ', arguments)}: {output}");
        return output;
    }

    /// <summary>The users are not in the log: they come from the pool's own backup, each with the sub that the log knows. Nor is the key that wraps their keys.</summary>
    private void Copy(string folder)
    {
        foreach (var file in Directory.GetFiles(Path($"first/{folder}"), "*", SearchOption.AllDirectories))
        {
            var copy = file.Replace(Path("first"), Path("second"), StringComparison.Ordinal);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Express executions of the second host: moderation, notification, analytics.</summary>
    private int Express()
    {
        var journal = Path("second/stepfunctions/express.jsonl");
        return File.Exists(journal) ? File.ReadAllLines(journal).Length : 0;
    }

    private static AmazonDynamoDBClient Client(RunningHost host) => new(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = host.BaseUrl.ToString(), AuthenticationRegion = "us-east-1" });
}

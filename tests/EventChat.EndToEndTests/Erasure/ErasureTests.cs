using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using EventChat.EndToEndTests.Api;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Erasure;

/// <summary>Somebody is forgotten on the real host, by the deployed workflow.</summary>
public sealed class ErasureTests
{
    private const string Secret = "zirkusdirektorin", Kept = "blumenkohlsuppe";

    /// <summary>The keys' memory of a minute, and the work.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Nothing_that_a_forgotten_user_wrote_can_be_read_anywhere_and_others_lose_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        using var alice = await ApiUser.SignInAsync(host, "alice");
        using var bob = await ApiUser.SignInAsync(host, "bob");
        using var dana = await ApiUser.SignInAsync(host, "dana");
        var room = await alice.OpenAsync("Room", bob);
        var own = await bob.OpenAsync("Bob's", alice);
        await ApiUser.AllowFloodsAsync(host, room);

        // What is written is read at once, from the view and from the log.
        var sent = await bob.SayAsync(room, $"{Secret} eins");
        await bob.DoAsync("editMessage", new { conversationId = room, messageSeq = sent, text = $"{Secret} zwei" });
        var answer = await alice.SayAsync(room, Kept);
        await bob.SayAsync(own, $"{Secret} drei");
        await alice.DoAsync("flagMessage", new { conversationId = own, messageSeq = 4, reason = "Other", note = Kept });
        await Eventually.BecomesAsync(() => alice.MessagesAsync(room), m => m.Count == 2);
        Assert.Equal($"{Secret} zwei", (await alice.MessagesAsync(room))[sent].GetProperty("text").GetString());
        Assert.Contains(await alice.SyncAsync(room), e => e.GetProperty("body").GetString()!.Contains($"{Secret} eins", StringComparison.Ordinal));
        Assert.Contains(await dana.ModerationLogAsync(own), e => e.Body.TryGetProperty("note", out var note) && note.GetString() == Kept);
        Assert.Empty(await FoundAsync(host, Secret, "events"));
        Assert.NotEmpty(await FoundAsync(host, Secret, "views"));
        Assert.NotEmpty(await FoundAsync(host, room, "events"));

        // First the data, and no hold.
        Assert.Equal("ExportFirst", await bob.RefusedAsync("forgetMe", new { }));
        Assert.Equal("NotAllowed", await alice.RefusedAsync("forgetUser", new { userId = bob.Id, waiveExport = true }));
        Assert.Equal("NotAllowed", await alice.RefusedAsync("placeLegalHold", new { userId = bob.Id, reason = "spite" }));
        var data = await TakeAsync(bob);
        foreach (var text in new[] { "eins", "zwei", "drei" }) Assert.Contains(data, item => item.Contains($"{Secret} {text}", StringComparison.Ordinal));
        Assert.DoesNotContain(data, item => item.Contains(Kept, StringComparison.Ordinal));
        await dana.DoAsync("placeLegalHold", new { userId = bob.Id, reason = "case 7" });
        Assert.Equal("LegalHold", await bob.RefusedAsync("forgetMe", new { waiveExport = true }));
        var holds = await dana.AskAsync("{ legalHolds { items { userId reason placedBy } } }");
        Assert.Equal("case 7", Assert.Single(holds.GetProperty("items").EnumerateArray()).GetProperty("reason").GetString());
        await Assert.ThrowsAsync<ApiRefusal>(() => alice.AskAsync("{ legalHolds { items { userId } } }"));
        await dana.DoAsync("releaseLegalHold", new { userId = bob.Id });

        await bob.DoAsync("forgetMe", new { });
        await Eventually.BecomesAsync(() => StatusAsync(host, bob.Id), s => s == "Done", Patience);

        foreach (var table in new[] { "events", "state", "views", "keys" }) Assert.Empty(await FoundAsync(host, Secret, table));
        var messages = await alice.MessagesAsync(room);
        Assert.Equal((true, JsonValueKind.Null), (messages[sent].GetProperty("deleted").GetBoolean(), messages[sent].GetProperty("text").ValueKind));
        Assert.Equal(Kept, messages[answer].GetProperty("text").GetString());
        Assert.DoesNotContain(await alice.SyncAsync(room), e => e.GetProperty("body").GetString()!.Contains(Secret, StringComparison.Ordinal));
        var heads = await alice.AskAsync("{ conversations(limit: 100) { items { title memberNames { userId name } lastMessage { text } } } }");
        Assert.DoesNotContain(Secret, heads.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(bob.Id, heads.GetRawText(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ApiRefusal>(() => alice.AskAsync("{ user(name: \"bob\") { userId } }"));
        await Assert.ThrowsAsync<ApiRefusal>(() => bob.SayAsync(room, "still here?"));
        Assert.Equal("NotFound", await bob.RefusedAsync("createConversation", new { kind = "Group", title = "Again", memberIds = new[] { alice.Id } }));
        Assert.ThrowsAny<Exception>(() => ApiUser.SignInAsync(host, "bob").GetAwaiter().GetResult());

        var (exit, output) = await OperatorCommand.RunAsync(host, "verify");
        Assert.True(exit == 0, output);
        (exit, output) = await OperatorCommand.RunAsync(host, "rebuild", "--all", "--yes");
        Assert.True(exit == 0, output);
        Assert.Empty(await FoundAsync(host, Secret, "views"));
        Assert.Equal(Kept, (await alice.MessagesAsync(room))[answer].GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_erasure_goes_on_where_a_killed_host_left_it()
    {
        var data = Directory.CreateTempSubdirectory("eventchat-erasure-");
        RunningHost? host = null;
        try
        {
            host = await RunningHost.StartAsync("--data", data.FullName);
            string bobId, room;
            using (var alice = await ApiUser.SignInAsync(host, "alice"))
            using (var bob = await ApiUser.SignInAsync(host, "bob"))
            {
                bobId = bob.Id;
                room = await alice.OpenAsync("Room", bob);
                await bob.SayAsync(room, Secret);
                await Eventually.BecomesAsync(() => alice.MessagesAsync(room), m => m.Count == 1);
                await bob.DoAsync("forgetMe", new { waiveExport = true });
            }
            await Eventually.BecomesAsync(() => StatusAsync(host, bobId), s => s == "KeyDestroyed");
            await host.KillAsync();
            var (port, tlsPort) = (host.BaseUrl.Port, host.TlsUrl.Port);
            await host.DisposeAsync();
            host = await RunningHost.StartAsync(port, tlsPort, "--data", data.FullName, "--no-demo");

            await Eventually.BecomesAsync(() => StatusAsync(host, bobId), s => s == "Done", Patience);
            foreach (var table in new[] { "events", "state", "views", "keys" }) Assert.Empty(await FoundAsync(host, Secret, table));
        }
        finally
        {
            if (host is not null) await host.DisposeAsync();
            data.Delete(recursive: true);
        }
    }

    /// <summary>To the last page.</summary>
    private static async Task<List<string>> TakeAsync(ApiUser user)
    {
        List<string> items = [];
        string? next = null;
        do
        {
            var page = await user.AskAsync("query($next: String) { myData(nextToken: $next) { items nextToken } }", new { next });
            items.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetString()!));
            next = page.GetProperty("nextToken").GetString();
        }
        while (next is not null);
        return items;
    }

    private static async Task<string> StatusAsync(RunningHost host, string user)
    {
        using var dynamo = Client(host);
        var item = (await dynamo.GetItemAsync("eventchat-dev-state", new() { ["pk"] = new($"u#{user}"), ["sk"] = new("erasure") })).Item;
        return JsonDocument.Parse(item["d"].S).RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Keys of a table's items that hold the text, as text or as bytes.</summary>
    private static async Task<List<string>> FoundAsync(RunningHost host, string text, string table)
    {
        using var dynamo = Client(host);
        List<string> found = [];
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await dynamo.ScanAsync(new ScanRequest { TableName = $"eventchat-dev-{table}", ExclusiveStartKey = from });
            found.AddRange(page.Items.Where(i => i.Values.Any(v => Holds(v, text))).Select(i => i["pk"].S));
            from = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
        return found;
    }

    private static bool Holds(AttributeValue value, string text) =>
        value.S?.Contains(text, StringComparison.OrdinalIgnoreCase) is true
        || (value.B is { } bytes && Encoding.UTF8.GetString(bytes.ToArray()).Contains(text, StringComparison.OrdinalIgnoreCase))
        || value.M?.Values.Any(v => Holds(v, text)) is true || value.L?.Any(v => Holds(v, text)) is true;

    private static AmazonDynamoDBClient Client(RunningHost host) => new(
        new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = host.BaseUrl.ToString(), AuthenticationRegion = "us-east-1" });
}

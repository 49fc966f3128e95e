using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.Cli.Chat;

/// <summary>How a conversation went, day by day.</summary>
internal static class AnalyticsCommand
{
    public static Command Create()
    {
        var conversation = new Option<string>("--conversation", "-c") { Description = "Conversation id", Required = true };
        var days = new Option<int>("--days") { Description = $"Up to today (UTC), at most {Limits.AnalyticsDays}", DefaultValueFactory = _ => 14 };
        var json = new Option<bool>("--json") { Description = "One JSON object a day and line; days without anything are left out" };
        var command = new Command("analytics", "Print a conversation's figures by day, for its owners and for moderators") { conversation, days, json };
        return ModerationCommand.Connected(command, async (chat, parsed, cancel) =>
        {
            var count = parsed.GetValue(days);
            if (count is < 1 or > Limits.AnalyticsDays) throw new CommandFailure($"--days is 1 to {Limits.AnalyticsDays}.");
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            var found = (await chat.AnalyticsDaysAsync(Parse.Conversation(parsed.GetValue(conversation)!), today.AddDays(1 - count), today, cancel)).Items;
            if (parsed.GetValue(json))
                foreach (var day in found) Console.WriteLine(Json(day));
            else
                foreach (var line in AnalyticsChart.Of(found, today.AddDays(1 - count), count)) Console.WriteLine(line);
        });
    }

    private static string Json(AnalyticsDay d) => JsonLine.Of(new JsonObject
    {
        ["date"] = d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["messages"] = d.Messages,
        ["activeUsers"] = d.ActiveUsers,
        ["edits"] = d.Edits,
        ["deletions"] = d.Deletions,
        ["removals"] = d.Removals,
        ["hours"] = new JsonArray([.. d.Hours.Select(n => (JsonNode?)n)]),
        ["responses"] = d.Responses,
        ["responseSeconds"] = d.ResponseSeconds,
        ["meanResponseSeconds"] = d.MeanResponseSeconds,
        ["firstResponseSeconds"] = d.FirstResponseSeconds,
        ["languages"] = Words(d.Languages),
        ["sentiments"] = Words(d.Sentiments),
        ["screened"] = d.Screened,
        ["toxic"] = d.Toxic,
        ["labels"] = Words(d.Labels),
        ["flags"] = d.Flags,
    });

    private static JsonObject Words(IReadOnlyList<CountedWord> words) => new(words.Select(w => KeyValuePair.Create(w.Word, (JsonNode?)w.Count)));
}

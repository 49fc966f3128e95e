using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>An item of the state that is not what the log says.</summary>
/// <param name="Expected">By the log; null: it should not be there.</param>
/// <param name="Found">Null: it is not there.</param>
public sealed record StateDifference(string Pk, string Sk, string? Expected, string? Found);

/// <summary>
/// Compares items of the state as far as events say what is in them. Not compared: what expires (presence, answers that were bought), what is about work under way (the
/// token of a waiting execution, deliveries, checkpoints, due digests), what a user was told last and who waits for an answer, which the log tells only nearly, and
/// what no event may hold (addresses, keys).
/// </summary>
public static class StateComparison
{
    public static IReadOnlyList<StateDifference> Compare(IEnumerable<Item> expected, IEnumerable<Item> found)
    {
        var (should, does) = (Index(expected), Index(found));
        return
        [
            .. should.Keys.Union(does.Keys).Order()
                .Select(key => new StateDifference(key.Pk, key.Sk, should.GetValueOrDefault(key), does.GetValueOrDefault(key)))
                .Where(d => d.Expected != d.Found),
        ];
    }

    private static Dictionary<(string Pk, string Sk), string> Index(IEnumerable<Item> items) => items
        .Select(i => (Key: (i[StateKeys.Pk].S, i[StateKeys.Sk].S), Text: TextOf(i))).Where(i => i.Text is not null).ToDictionary(i => i.Key, i => i.Text!);

    /// <summary>What counts of an item, in one form; null if nothing does.</summary>
    private static string? TextOf(Item item)
    {
        var (pk, sk) = (item[StateKeys.Pk].S, item[StateKeys.Sk].S);
        return new LogId(pk) switch
        {
            { Conversation: not null } when sk.StartsWith(StateKeys.CasePrefix, StringComparison.Ordinal) => CaseOf(item),
            { Conversation: not null } => sk is StateKeys.Routed ? null : Text(item),
            { User: not null } => sk switch
            {
                StateKeys.Self => Text(item, StateItems.Name, StateKeys.Forgotten),
                StateKeys.Preferences => PreferencesOf(item),
                _ => null,
            },
            { Analyzed: not null } => sk.StartsWith(StateKeys.AnalyzedPrefix, StringComparison.Ordinal) ? Text(item) : null,
            _ when pk == StateKeys.Holds => HoldOf(item),
            _ => pk.StartsWith(StateKeys.NamePrefix, StringComparison.Ordinal) || sk == StateKeys.Blocklist ? Text(item) : null,
        };
    }

    private static string? CaseOf(Item item)
    {
        var known = JsonSerializer.Deserialize(item[StateItems.Json].S, StateJson.Default.ModerationCase)!;
        return JsonSerializer.Serialize(known.Open is { } open ? known with { Open = open with { Token = "" } } : known, StateJson.Default.ModerationCase);
    }

    /// <summary>Its time is the command's, some milliseconds before the event's.</summary>
    private static string? HoldOf(Item item) => JsonSerializer.Serialize(
        JsonSerializer.Deserialize(item[StateItems.Json].S, StateJson.Default.LegalHold)! with { At = default }, StateJson.Default.LegalHold);

    private static string? PreferencesOf(Item item) => JsonSerializer.Serialize(
        JsonSerializer.Deserialize(item[StateItems.Json].S, StateJson.Default.PreferencesDocument)!.Preferences, Wire.Json.NotificationPreferences);

    private static string Text(Item item, params ReadOnlySpan<string> only)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in item.OrderBy(p => p.Key, StringComparer.Ordinal))
            if (name is not (StateKeys.Pk or StateKeys.Sk) && (only.IsEmpty || only.Contains(name))) text.Append(text.Length == 0 ? "" : " ").Append(name).Append('=').Append(value.S ?? value.N);
        return text.ToString();
    }
}

using System.Diagnostics;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>One way to change a row in place.</summary>
/// <param name="Expression">May name <c>:v</c>, the seq of the change.</param>
/// <param name="Condition">Beyond the one of all changes: that the row is older, and neither deleted nor gone.</param>
/// <param name="Makes">The change makes the row, if there is none.</param>
/// <param name="Names">Null if the expressions hold no <c>#text</c>: DynamoDB refuses a name that is not used.</param>
internal sealed record RowUpdate(string Expression, Item Values, string Condition = "", Dictionary<string, string>? Names = null, bool Makes = false);

/// <summary>The changes that keep part of a row, as update expressions.</summary>
internal static class RowUpdates
{
    private const string NotNewer = " AND (attribute_not_exists(tv) OR tv <= :tv)";

    private static Dictionary<string, string> Text => new() { ["#text"] = RowItems.Text };

    public static IReadOnlyList<RowUpdate> Of(RowChange change) => change switch
    {
        RowChange.EditText e =>
        [
            new("SET #text = :text, tv = :v, editedAt = :at, v = :v REMOVE pending, removedFor",
                new() { [":text"] = RowItems.S(e.Text), [":at"] = RowItems.N(e.At) }, Names: Text),
        ],
        RowChange.HoldText e =>
            [new("SET pending = :pending, v = :v", new() { [":pending"] = new() { M = RowItems.Write(new PendingText(e.Seq, e.Text, e.At)) } })],
        RowChange.ShowText e => [Show(e, "REMOVE pending, removedFor", " AND pending.tv = :tv"), Show(e, "REMOVE removedFor", "")],
        RowChange.RemoveText e =>
            [new("SET removedFor = :reason, v = :v REMOVE #text", Verdict(e.Version, e.Reason), " AND tv = :tv", Text)],
        RowChange.RefuseText e =>
            [new("SET pending.refused = :reason, v = :v REMOVE pending.#text", Verdict(e.Version, e.Reason), " AND pending.tv = :tv", Text)],
        RowChange.DeleteText => [new("SET deleted = :true, v = :v REMOVE #text, editedAt, pending, removedFor", new() { [":true"] = RowItems.True }, Names: Text)],
        RowChange.AddReviewer e =>
        [
            new("SET reviewedBy = list_append(if_not_exists(reviewedBy, :none), :who), v = :v", new()
            {
                [":none"] = new() { L = [], IsLSet = true },
                [":who"] = new() { L = [RowItems.S(e.Moderator.Value)] },
            }),
        ],
        RowChange.AddMention e =>
        [
            new("SET mentions = list_append(if_not_exists(mentions, :none), :seqs), mentioned = if_not_exists(mentioned, :zero) + :one, v = :v",
                new(Mention(e)) { [":none"] = new() { L = [], IsLSet = true }, [":zero"] = RowItems.N(0) },
                " AND (attribute_not_exists(mentioned) OR mentioned < :newest)"),
            new("SET older = mentions, mentions = :seqs, mentioned = :one, v = :v", Mention(e), " AND mentioned >= :newest"),
        ],
        RowChange.AddReply e =>
        [
            new("SET root = :root, replies = if_not_exists(replies, :zero) + :one, lastSeq = :v, lastAt = :at, participants = :who, v = :v", new()
            {
                [":root"] = RowItems.N(e.Root), [":zero"] = RowItems.N(0), [":one"] = RowItems.N(1), [":at"] = RowItems.N(e.At), [":who"] = RowItems.Ids(e.Participants),
            }, Makes: true),
        ],
        _ => throw new UnreachableException(),
    };

    private static Item Mention(RowChange.AddMention e) => new()
    {
        [":seqs"] = new() { L = [RowItems.N(e.Seq)] }, [":one"] = RowItems.N(1), [":newest"] = RowItems.N(Row.Membership.NewestMentions),
    };

    /// <summary>The version that waited needs its place no more; with another one waiting that one stays.</summary>
    private static RowUpdate Show(RowChange.ShowText e, string removes, string condition)
    {
        Item values = new() { [":text"] = RowItems.S(e.Text), [":tv"] = RowItems.N(e.Version) };
        if (e.EditedAt is { } at) values[":at"] = RowItems.N(at);
        return new($"SET #text = :text, tv = :tv, {(e.EditedAt is null ? "" : "editedAt = :at, ")}v = :v {removes}", values, condition + NotNewer, Text);
    }

    private static Item Verdict(long version, ReasonClass reason) => new() { [":tv"] = RowItems.N(version), [":reason"] = RowItems.S(reason.ToString()) };
}

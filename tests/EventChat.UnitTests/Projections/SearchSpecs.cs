using CsCheck;
using EventChat.Contracts;
using EventChat.Projections;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.Projections;

public class SearchSpecs
{
    private static readonly ConversationId Room = Histories.Room;

    /// <summary>The rows after these events, folded in batches of a size.</summary>
    private static Dictionary<RowKey, Item> Fold(IReadOnlyList<ChatEvent> events, int size)
    {
        Dictionary<RowKey, Item> rows = [];
        Item? head = null;
        foreach (var batch in events.Select((body, i) => Histories.Event(Room.Log, i + 1, body)).Chunk(size))
        {
            var fold = SearchLogFold.Projection.Restore(head);
            foreach (var e in batch)
            {
                if (fold.Needs(e) is { } key) fold.Know(e, rows.GetValueOrDefault(key));
                fold.Apply(e);
            }
            foreach (var row in fold.Changes)
                if (row.Aggregate(rows.GetValueOrDefault(row[0].Key), MemoryRow.After) is { } now) rows[row[0].Key] = now;
                else rows.Remove(row[0].Key);
            head = fold.Head;
        }
        return rows;
    }

    private static long[] Find(Dictionary<RowKey, Item> rows, string word) =>
    [
        .. rows.Where(r => r.Key.Sort.StartsWith($"{ViewKeys.WordPrefix}{word}#", StringComparison.Ordinal)).SelectMany(r => (r.Value.GetValueOrDefault(RowItems.Found)?.NS ?? [])
            .Select(n => long.Parse(n, System.Globalization.CultureInfo.InvariantCulture) + long.Parse(r.Key.Sort.Split('#')[2], System.Globalization.CultureInfo.InvariantCulture) * ViewKeys.WordMessages)).Order(),
    ];

    private static string Found(Dictionary<RowKey, Item> rows, params string[] words) => string.Join('/', words.Select(w => string.Join(' ', Find(rows, w))));

    private static ChatEvent.MessageSent Sent(string text, bool held = false) => new(text, null, null, held ? true : null);

    private static ChatEvent.MessageModerated Approved(long message, long version, string text) =>
        new(message, version, Verdict.Approved, VerdictSource.Moderators, false, null, text);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void What_a_forgotten_user_wrote_is_found_by_nothing_and_leaves_no_row_of_a_word(int size)
    {
        ChatEvent erasedEdit = new ChatEvent.MessageEdited(3, "") { Erased = true };
        var rows = Fold(
            [
                new ChatEvent.MessageSent("") { Erased = true }, new ChatEvent.MessageEdited(1, "") { Erased = true }, Sent("old plain words"), erasedEdit,
                new ChatEvent.MessageSent("", null, null, true) { Erased = true }, Approved(5, 5, "") with { Erased = true }, Sent("kept"),
            ], size);
        Assert.Equal("//7", Found(rows, "", "old", "kept"));
        Assert.All(
            rows.Keys.Where(k => k.Sort.StartsWith(ViewKeys.WordPrefix, StringComparison.Ordinal)), k => Assert.Contains(k.Sort.Split('#')[1], (string[])["kept", "old", "plain", "words"]));
    }

    [Theory]
    [InlineData("Hello, WORLD! hello", "hello world")]
    [InlineData("Ǘber Straße, naïve ŁÓDŹ İstanbul e\u0301te\u0301", "uber strasse naive lodz istanbul ete")]
    [InlineData("東京へ行く", "東京 京へ へ行 行く")]
    [InlineData("v2.0 a_b 👋wave字", "v2 0 a b wave 字")]
    [InlineData("ΟΔΟΣ οδος", "οδοσ")]
    [InlineData("…!?", "")]
    public void Words_are_lower_case_without_marks_and_every_two_neighbours_where_there_are_no_spaces(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text)));

    [Fact]
    public void Words_are_bounded_in_length_and_number()
    {
        Assert.Equal(Words.Characters, Assert.Single(Words.Of(new string('x', 4_000))).Length);
        Assert.Equal(Words.PerMessage, Words.Of(string.Join(' ', Enumerable.Range(0, 500))).Count);
    }

    [Fact]
    public void An_edit_is_found_by_its_new_text_alone_and_a_deleted_message_by_nothing()
    {
        ChatEvent[] sent = [Sent("old both"), Sent("both")];
        Assert.Equal([1, 2], Find(Fold(sent, 1), "both"));
        var edited = Fold([.. sent, new ChatEvent.MessageEdited(1, "new both")], 1);
        Assert.Equal("/1/1 2", Found(edited, "old", "new", "both"));
        var deleted = Fold([.. sent, new ChatEvent.MessageEdited(1, "new both"), new ChatEvent.MessageDeleted(1), new ChatEvent.MessageEdited(1, "late")], 1);
        Assert.Equal("/2/", Found(deleted, "new", "both", "late"));
        Assert.DoesNotContain(deleted, r => $"{r.Key.Sort} {ItemText.Of(r.Value)}" is var row && (row.Contains("new", StringComparison.Ordinal) || row.Contains("old", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_held_message_is_found_once_approved_and_a_removed_one_no_more()
    {
        ChatEvent[] held = [Sent("secret", held: true), new ChatEvent.MessageEdited(1, "later", true)];
        Assert.DoesNotContain(Fold(held, 1).Keys, k => k.Sort.StartsWith(ViewKeys.WordPrefix, StringComparison.Ordinal));
        ChatEvent[] approved = [.. held, Approved(1, 1, "secret")];
        Assert.Equal([1], Find(Fold(approved, 1), "secret"));
        Assert.Equal([1], Find(Fold([.. approved, Approved(1, 2, "later")], 2), "later"));
        ChatEvent[] removed = [.. approved, new ChatEvent.MessageModerated(1, 1, Verdict.Removed, VerdictSource.Rules, true, ReasonClass.Hate)];
        Assert.Empty(Find(Fold(removed, 1), "secret"));
        // On appeal.
        Assert.Equal([1], Find(Fold([.. removed, Approved(1, 1, "secret")], 1), "secret"));
    }

    [Fact]
    public void What_is_found_is_what_members_see_however_the_events_are_cut_into_batches() =>
        Gen.Select(Histories.Conversation, Gen.Int[1, 12]).Sample((events, size) =>
        {
            var rows = Fold(events, 1);
            var batched = Fold(events, size);
            Assert.Equal(rows.Count, batched.Count);
            foreach (var (key, row) in rows) Assert.Equal(ItemText.Of(row), ItemText.Of(batched[key]));

            // The conversation view is the judge.
            var view = new MemoryRows();
            var fold = new ConversationLogFold(null);
            for (var i = 0; i < events.Length; i++) fold.Apply(Histories.Event(Room.Log, i + 1, events[i]));
            foreach (var row in fold.Changes) view.Write(row);
            for (var seq = 1; seq <= events.Length; seq++)
            {
                if (view[new(Room.Log.Value, ViewKeys.Message(seq))] is not Row.Message message) continue;
                foreach (var word in new[] { "sent", "edited", "approved" })
                    Assert.Equal(message.Text is { } text && Words.Of(text).Contains(word), Find(rows, word).Contains(seq));
            }
        }, iter: 2_000);
}

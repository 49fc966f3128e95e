using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Projections;

/// <summary>Rows that hold a set of messages: a number set, so that what a change adds or takes is one write whatever else the row holds.</summary>
public sealed partial class ViewsTable
{
    public async Task<Item?> ReadRowAsync(View view, RowKey key, CancellationToken cancel)
    {
        var answer = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = Key(view, key), ConsistentRead = true }, cancel);
        var item = answer.Item is { Count: > 0 } ? answer.Item : null;
        meter.Read("view-needed", item is null ? 0 : ItemSize.Of(item), consistent: true);
        return item;
    }

    /// <summary>Tells a fold what it needs of the table for an event, if anything.</summary>
    public async Task TellAsync(View view, LogFold fold, RecordedEvent e, CancellationToken cancel)
    {
        if (fold.Needs(e) is { } key) fold.Know(e, await ReadRowAsync(view, key, cancel));
    }

    private async Task<bool> MarkAsync(View view, RowChange.Mark mark, CancellationToken cancel)
    {
        Item version = new() { [":v"] = RowItems.N(mark.Seq) };
        if (mark.Added.Count == 0)
        {
            var (update, values) = mark.Taken.Count > 0 ? ("DELETE hits :taken SET v = :v", new(version) { [":taken"] = Set(mark, mark.Taken) }) : ("SET v = :v", version);
            var (done, row) = await UpdateSetAsync(view, mark, update, "v < :v", values, cancel);
            // Not done, it may be a row that an earlier life emptied and did not come to delete.
            if (row is not null && !row.ContainsKey(RowItems.Found)) await DeleteEmptyAsync(view, mark.Key, cancel);
            return done;
        }
        // One expression can not name an attribute twice. Without its version the first of two is repeated if the second does not come.
        if (mark.Taken.Count > 0)
            await UpdateSetAsync(view, mark, "DELETE hits :taken", "v < :v", new(version) { [":taken"] = Set(mark, mark.Taken) }, cancel);
        return (await UpdateSetAsync(
            view, mark, "ADD hits :added SET v = :v", "attribute_not_exists(pk) OR v < :v", new(version) { [":added"] = Set(mark, mark.Added) }, cancel)).Done;
    }

    /// <returns>The row as it is after the update, or as it was found; null if there is none.</returns>
    private async Task<(bool Done, Item? Row)> UpdateSetAsync(View view, RowChange.Mark mark, string update, string condition, Item values, CancellationToken cancel)
    {
        try
        {
            var answer = await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = Key(view, mark.Key), ReturnValues = ReturnValue.ALL_NEW, UpdateExpression = update, ConditionExpression = condition,
                ExpressionAttributeValues = values, ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, cancel);
            meter.Write("view-row", ItemSize.Of(answer.Attributes));
            return (true, answer.Attributes);
        }
        catch (ConditionalCheckFailedException e)
        {
            meter.Write("view-row", 0);
            return (false, e.Item is { Count: > 0 } found ? found : null);
        }
    }

    /// <summary>Whoever else writes the row meanwhile, it has messages then and stays.</summary>
    private async Task DeleteEmptyAsync(View view, RowKey key, CancellationToken cancel)
    {
        meter.Write("view-row", 0);
        try
        {
            await dynamo.DeleteItemAsync(
                new DeleteItemRequest { TableName = table, Key = Key(view, key), ConditionExpression = $"attribute_exists(pk) AND attribute_not_exists({RowItems.Found})" }, cancel);
        }
        catch (ConditionalCheckFailedException)
        {
        }
    }

    /// <summary>
    /// Puts right what two writers of the same log may have done to each other. A word's row that is deleted is no guard against a late writer of an older event, who makes it
    /// again. But such a writer finds the message's own row newer, or the checkpoint moved; and if it was the one that moved the checkpoint, the other finds it moved. Whoever
    /// finds that comes here, and takes out of the words' rows the messages that do not hold the word any more.
    /// </summary>
    public async Task SettleAsync(View view, IReadOnlyCollection<IReadOnlyList<RowChange>> rows, CancellationToken cancel)
    {
        var marks = rows.SelectMany(r => r).OfType<RowChange.Mark>().SelectMany(m => m.Added.Concat(m.Taken).Select(seq => (Seq: seq, Mark: m))).ToArray();
        if (marks.Length == 0) return;
        var partition = marks[0].Mark.Key.Partition;
        // Before the messages' rows: up to here they are written.
        var level = (await ReadRowAsync(view, new(partition, ViewKeys.Head), cancel))?.GetValueOrDefault(RowItems.Seq) ?? RowItems.N(0);
        foreach (var message in marks.GroupBy(m => m.Seq))
        {
            var row = await ReadRowAsync(view, new(partition, ViewKeys.Indexed(message.Key)), cancel);
            var words = (row?.GetValueOrDefault(RowItems.Words)?.L ?? []).Select(w => ViewKeys.Word(w.S, message.Key)).ToHashSet(StringComparer.Ordinal);
            foreach (var (seq, mark) in message.Where(m => !words.Contains(m.Mark.Key.Sort))) await TakeBackAsync(view, mark, seq, level, cancel);
        }
    }

    /// <summary>From the row as this writer left it, or as one did who is through: what another is about to write is not known here.</summary>
    private async Task TakeBackAsync(View view, RowChange.Mark mark, long message, AttributeValue level, CancellationToken cancel)
    {
        Item values = new() { [":v"] = RowItems.N(mark.Seq), [":level"] = level, [":taken"] = Set(mark, [message]) };
        var (_, row) = await UpdateSetAsync(view, mark, "DELETE hits :taken", "v = :v OR v <= :level", values, cancel);
        if (row is not null && !row.ContainsKey(RowItems.Found)) await DeleteEmptyAsync(view, mark.Key, cancel);
    }

    private static AttributeValue Set(RowChange.Mark mark, IEnumerable<long> messages) => new() { NS = [.. messages.Select(m => RowItems.N(m - mark.Begin).N)] };
}

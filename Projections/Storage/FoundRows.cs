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

    private async Task MarkAsync(View view, RowChange.Mark mark, CancellationToken cancel)
    {
        Item version = new() { [":v"] = RowItems.N(mark.Seq) };
        // One expression can not name an attribute twice. Without its version the first of two is repeated if the second does not come.
        if (mark is { Added.Count: > 0, Taken.Count: > 0 })
            await UpdateSetAsync(view, mark, "DELETE hits :taken", "v < :v", new(version) { [":taken"] = Set(mark, mark.Taken) }, cancel);
        var (update, values) = mark.Added.Count > 0 ? ("ADD hits :added SET v = :v", new(version) { [":added"] = Set(mark, mark.Added) })
            : mark.Taken.Count > 0 ? ("DELETE hits :taken SET v = :v", new(version) { [":taken"] = Set(mark, mark.Taken) })
            : ("SET v = :v", version);
        await UpdateSetAsync(view, mark, update, "attribute_not_exists(pk) OR v < :v", values, cancel);
    }

    private async Task UpdateSetAsync(View view, RowChange.Mark mark, string update, string condition, Item values, CancellationToken cancel)
    {
        try
        {
            var answer = await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = Key(view, mark.Key), ReturnValues = ReturnValue.ALL_NEW, UpdateExpression = update, ConditionExpression = condition,
                ExpressionAttributeValues = values,
            }, cancel);
            meter.Write("view-row", ItemSize.Of(answer.Attributes));
        }
        catch (ConditionalCheckFailedException)
        {
            meter.Write("view-row", 0);
        }
    }

    private static AttributeValue Set(RowChange.Mark mark, IEnumerable<long> messages) => new() { NS = [.. messages.Select(m => RowItems.N(m - mark.Begin).N)] };
}

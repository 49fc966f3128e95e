using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// Whose a log is while its generation is filled, where that is not decided by the stream's order: a rebuild claims a log before it writes rows without a condition, and
/// whoever begins one finds it claimed. Both are conditions on the head.
/// </summary>
public sealed partial class ViewsTable
{
    /// <summary>For a rebuild that begins at the first event; false if the log has been begun by somebody else, or by an earlier life of the rebuild.</summary>
    public Task<bool> ClaimAsync(View view, LogId log, CancellationToken cancel) => ChangeHeadAsync(
        view, log, "SET claimed = :true, filling = :true, seq = if_not_exists(seq, :zero)", "attribute_not_exists(pk) OR (attribute_exists(filling) AND seq = :zero)",
        new() { [":true"] = RowItems.True, [":zero"] = RowItems.N(0) }, cancel);

    /// <summary>Ends the waiting for a rebuild that does not come; false if nobody waits.</summary>
    /// <param name="claimed">Even of a log that a rebuild has claimed: it is over.</param>
    public Task<bool> TakeOverAsync(View view, LogId log, bool claimed, CancellationToken cancel) => ChangeHeadAsync(
        view, log, "REMOVE filling, awaited, claimed", $"attribute_exists(filling){(claimed ? "" : " AND attribute_not_exists(claimed)")}", null, cancel);

    private async Task<bool> ChangeHeadAsync(
        View view, LogId log, string update, string condition, Dictionary<string, AttributeValue>? values, CancellationToken cancel)
    {
        meter.Write("view-head", 0);
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = Key(view, new(log.Value, ViewKeys.Head)), UpdateExpression = update, ConditionExpression = condition, ExpressionAttributeValues = values,
            }, cancel);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}

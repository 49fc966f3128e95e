using EventChat.Infra.Access;

namespace EventChat.Infra.Storage;

/// <summary>Grants on the tables. A transaction is authorised by the actions of its items; it has none of its own.</summary>
internal static class TableAccess
{
    public static Grant AppendEvents(this ChatTables tables) => Grant.To(
        "append is one UpdateItem; the tail is found, and a command recognised, by Query; what a repeated command wrote is read by its key",
        tables.Events.Arn, "dynamodb:UpdateItem", "dynamodb:Query", "dynamodb:GetItem");

    public static Grant ReadEvents(this ChatTables tables, string why) => Grant.To(
        why, tables.Events.Arn, "dynamodb:Query");

    /// <summary>What a decision reads, and changes in one transaction with its events.</summary>
    public static Grant DecideOnState(this ChatTables tables, string why, params string[] more) => Grant.To(
        why, tables.State.Arn, ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", .. more]);

    /// <summary>The customer's key, where there is one.</summary>
    public static IEnumerable<Grant> UseKey(this ChatTables tables) => tables.Key is { } key ? [key.Use] : [];
}

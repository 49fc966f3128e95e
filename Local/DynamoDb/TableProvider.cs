using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using EventChat.Local.Stack;

namespace EventChat.Local.DynamoDb;

/// <summary>Creates the stack's tables on DynamoDB Local, or finds those an earlier run left there.</summary>
/// <param name="encrypted">Told of a table with a customer's key: the ARNs of both. Nothing is encrypted here, but whoever calls the table needs the key.</param>
public sealed class TableProvider(IAmazonDynamoDB dynamo, Action<string, string>? encrypted = null) : IResourceProvider
{
    private readonly List<string> _notes = [];

    public IReadOnlyCollection<string> Types { get; } = ["aws:dynamodb/table:Table"];

    /// <summary>What the program asks for and this machine only takes note of, a line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <exception cref="UnsupportedResourceException">An input is unknown here, or a table of that name exists and is not the same.</exception>
    public async Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var wanted = new TableDeclaration(resource);
        _notes.AddRange(wanted.NotEmulated.Select(what => $"{wanted.Name}: {what} is recorded, not emulated."));
        var table = await FindAsync(wanted.Name, cancel);
        if (table is null) table = (await dynamo.CreateTableAsync(wanted.ToRequest(), cancel)).TableDescription;
        else wanted.CheckAgainst(table);
        table = await EnsureStreamAsync(wanted, table, cancel);
        await EnsureTimeToLiveAsync(wanted, cancel);
        if (resource.Inputs["serverSideEncryption"]?["kmsKeyArn"]?.ToString() is { } key) encrypted?.Invoke(LocalAddress.Arn("dynamodb", $"table/{wanted.Name}"), key);
        return new JsonObject
        {
            ["id"] = wanted.Name,
            ["name"] = wanted.Name,
            ["arn"] = LocalAddress.Arn("dynamodb", $"table/{wanted.Name}"),
            // As DynamoDB Local names it, with its own idea of a region: its Streams endpoint knows no other name.
            ["streamArn"] = table.LatestStreamArn ?? "",
        };
    }

    private async Task<TableDescription?> FindAsync(string name, CancellationToken cancel)
    {
        try
        {
            return (await dynamo.DescribeTableAsync(name, cancel)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task<TableDescription> EnsureStreamAsync(TableDeclaration wanted, TableDescription table, CancellationToken cancel)
    {
        var has = table.StreamSpecification is { StreamEnabled: true } stream ? stream.StreamViewType : null;
        if (has == wanted.StreamViewType) return table;
        // A stream's view is fixed when it is made: another view is another stream.
        if (has is not null)
            table = (await dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = wanted.Name, StreamSpecification = new() { StreamEnabled = false } }, cancel)).TableDescription;
        return wanted.StreamViewType is null
            ? table
            : (await dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = wanted.Name, StreamSpecification = wanted.Stream }, cancel)).TableDescription;
    }

    private async Task EnsureTimeToLiveAsync(TableDeclaration wanted, CancellationToken cancel)
    {
        var now = (await dynamo.DescribeTimeToLiveAsync(wanted.Name, cancel)).TimeToLiveDescription;
        var has = now?.TimeToLiveStatus == TimeToLiveStatus.ENABLED || now?.TimeToLiveStatus == TimeToLiveStatus.ENABLING ? now.AttributeName : null;
        if (has == wanted.TimeToLiveAttribute) return;
        await dynamo.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = wanted.Name,
            TimeToLiveSpecification = new() { AttributeName = wanted.TimeToLiveAttribute ?? has, Enabled = wanted.TimeToLiveAttribute is not null },
        }, cancel);
    }
}

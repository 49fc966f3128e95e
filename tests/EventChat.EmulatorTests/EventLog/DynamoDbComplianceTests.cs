using Amazon.DynamoDBv2;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.UnitTests.EventLog.Compliance;

namespace EventChat.EmulatorTests.EventLog;

[Collection(DynamoDbLocalTests.Name)]
public sealed class DynamoDbComplianceTests(DynamoDbLocalFixture dynamo) : SegmentLogCompliance
{
    // A log per test suffices to keep them apart; a table per test would be most of the run.
    private static Task<ChatTables>? _shared;
    private ChatTables _tables = null!;

    protected override IAmazonDynamoDB Dynamo => dynamo.Client;
    protected override string EventsTable => _tables.Events;
    protected override string StateTable => _tables.State;

    public override async Task InitializeAsync() => _tables = await (_shared ??= dynamo.CreateTablesAsync());
}

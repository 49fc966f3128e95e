using Amazon.DynamoDBv2;
using EventChat.UnitTests.EventLog.Compliance;
using EventChat.UnitTests.EventLog.Model;

namespace EventChat.UnitTests.EventLog;

public sealed class ModelComplianceTests : SegmentLogCompliance, IDisposable
{
    private readonly ModelDynamoDb _model = new();

    protected override IAmazonDynamoDB Dynamo => _model;
    protected override string EventsTable => ModelDynamoDb.Events;
    protected override string StateTable => ModelDynamoDb.State;

    public override Task InitializeAsync() => Task.CompletedTask;

    public void Dispose() => _model.Dispose();
}

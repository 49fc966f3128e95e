using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using EventChat.UnitTests.EventLog.Model;

namespace EventChat.UnitTests.Router;

/// <summary>Decides of each call whether it goes through: fails one, or dies at one, after which nothing happens any more.</summary>
internal sealed class Fate
{
    private readonly Lock _gate = new();
    private int _calls;

    /// <summary>The call, counted from 1, before which the process dies; 0: none.</summary>
    public int DiesAt { get; set; }

    public bool Dead { get; private set; }

    /// <summary>Why a call of that name fails; null: it does not.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    public void Meet(string call)
    {
        lock (_gate)
            if (++_calls == DiesAt) Dead = true;
        if (Dead) throw new InvalidOperationException("The process is dead.");
        if (Fails(call) is { } failure) throw failure;
    }

    public void BeBorn() => (_calls, DiesAt, Dead) = (0, 0, false);
}

/// <summary>The checkpoints' table, which a dead process writes no more.</summary>
internal sealed class MortalDynamoDb(ModelDynamoDb model, Fate fate) : AmazonDynamoDBClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
{
    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) => model.GetItemAsync(request, cancellationToken);

    public override Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        fate.Meet("checkpoint");
        return model.PutItemAsync(request, cancellationToken);
    }
}

internal sealed class FakeWorkflows(Fate fate) : AmazonStepFunctionsClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
{
    private readonly HashSet<string> _names = [];

    public List<StartExecutionRequest> Started { get; } = [];

    public List<SendTaskSuccessRequest> Answered { get; } = [];

    public override Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        fate.Meet(request.StateMachineArn);
        if (request.Name is { } name && !_names.Add(name)) throw new ExecutionAlreadyExistsException("Execution Already Exists");
        Started.Add(request);
        return Task.FromResult(new StartExecutionResponse());
    }

    public override Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default)
    {
        fate.Meet("token");
        Answered.Add(request);
        return Task.FromResult(new SendTaskSuccessResponse());
    }
}

internal sealed class FakeQueue(Fate fate) : AmazonSQSClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
{
    public List<SendMessageBatchRequestEntry> Sent { get; } = [];

    public override Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken = default)
    {
        fate.Meet("queue");
        Assert.InRange(request.Entries.Count, 1, 10);
        Sent.AddRange(request.Entries);
        return Task.FromResult(new SendMessageBatchResponse());
    }
}

internal sealed class FakeBus(Fate fate) : AmazonEventBridgeClient(new BasicAWSCredentials("test", "test"), RegionEndpoint.USEast1)
{
    public List<PutEventsRequestEntry> Put { get; } = [];

    /// <summary>Entries that are refused the next time, by detail type.</summary>
    public HashSet<string> RefusedOnce { get; } = [];

    public HashSet<string> RefusedAlways { get; } = [];

    public override Task<PutEventsResponse> PutEventsAsync(PutEventsRequest request, CancellationToken cancellationToken = default)
    {
        fate.Meet("bus");
        Assert.InRange(request.Entries.Count, 1, 10);
        var results = request.Entries.Select(e =>
        {
            if (RefusedAlways.Contains(e.DetailType) || RefusedOnce.Remove(e.DetailType)) return new PutEventsResultEntry { ErrorCode = "ThrottlingException" };
            Put.Add(e);
            return new PutEventsResultEntry { EventId = "1" };
        }).ToList();
        return Task.FromResult(new PutEventsResponse { Entries = results, FailedEntryCount = results.Count(r => r.ErrorCode is not null) });
    }
}

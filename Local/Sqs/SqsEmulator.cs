using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Operations;
using EventChat.Local.Sqs.Queues;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Sqs;

/// <summary>Amazon SQS on this machine: what the host plugs in where.</summary>
public sealed class SqsEmulator : IAsyncDisposable
{
    private readonly QueueDirectory _queues;
    private readonly MoveTasks _tasks;

    /// <param name="folder">Where the queues are kept; null: in memory, gone with the process.</param>
    public SqsEmulator(LocalAddress address, string? folder, IRequestSignature signature, TimeProvider time)
    {
        _queues = new QueueDirectory(folder, time);
        _tasks = new MoveTasks(_queues, time);
        var names = new QueueNames(_queues, address);
        var operations = new QueueOperations(_queues, names);
        Service = new SqsService([.. operations.All, .. new MessageOperations(names).All, .. new MoveOperations(_queues, _tasks).All], signature, time);
        Provider = new QueueProvider(_queues, operations, names);
        Legacy = new QueryProtocol();
    }

    public IWireService Service { get; }

    public IResourceProvider Provider { get; }

    /// <summary>Refuses clients of before 2023.</summary>
    public IHttpRoutes Legacy { get; }

    internal MessageQueue? Find(string arn) => _queues.FindArn(arn);

    public bool Has(string arn) => Find(arn) is not null;

    /// <summary>Puts a message in, as a service of AWS does that has a queue for its target.</summary>
    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    public void Send(string arn, string body, JsonObject? attributes = null)
    {
        var queue = Find(arn) ?? throw new KeyNotFoundException($"There is no queue {arn}.");
        queue.Send(new OutgoingMessage(body, attributes, null, null, null, LocalAddress.AccountId, null));
    }

    /// <summary>False: there is no such queue.</summary>
    public bool TrySend(string arn, string body, JsonObject? attributes)
    {
        if (!Has(arn)) return false;
        Send(arn, body, attributes);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _tasks.DisposeAsync();
        _queues.Dispose();
    }
}

using System.Text;
using EventChat.Local.Recorded;
using EventChat.Local.Streams;

namespace EventChat.Local.Host;

/// <summary>Batches that a mapping gives up on go to the program's own queue.</summary>
internal sealed class QueueFailures(QueueResources queues) : IFailureDestination
{
    public bool Accepts(string arn) => queues.Find(arn) is not null;

    public Task SendAsync(string arn, FailedBatch batch, CancellationToken cancel)
    {
        var queue = queues.Find(arn) ?? throw new KeyNotFoundException($"There is no queue {arn}.");
        queue.Send(Encoding.UTF8.GetString(batch.ToDocument(withPayload: false)));
        return Task.CompletedTask;
    }
}

using System.Text;
using EventChat.Local.Sqs;
using EventChat.Local.Streams;

namespace EventChat.Local.Host;

/// <summary>Batches that a mapping gives up on go to the program's own queue.</summary>
internal sealed class QueueFailures(SqsEmulator queues) : IFailureDestination
{
    public bool Accepts(string arn) => queues.Has(arn);

    public Task SendAsync(string arn, FailedBatch batch, CancellationToken cancel)
    {
        queues.Send(arn, Encoding.UTF8.GetString(batch.ToDocument(withPayload: false)));
        return Task.CompletedTask;
    }
}

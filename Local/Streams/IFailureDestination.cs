namespace EventChat.Local.Streams;

/// <summary>Takes the batches that mappings give up on.</summary>
public interface IFailureDestination
{
    /// <summary>Whether something here stands for the queue or bucket.</summary>
    bool Accepts(string arn);

    /// <summary>Keeps the batch, durably. An exception has it tried again: until then nothing of the shard moves on.</summary>
    Task SendAsync(string arn, FailedBatch batch, CancellationToken cancel);
}

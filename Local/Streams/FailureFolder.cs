using System.Globalization;

namespace EventChat.Local.Streams;

/// <summary>
/// Keeps failed batches as files: a queue's messages under <c>queues/&lt;name&gt;/</c>, a bucket's objects, with their records, under
/// <c>buckets/&lt;name&gt;/</c> and the key that Lambda gives them.
/// </summary>
public sealed class FailureFolder(string directory) : IFailureDestination
{
    private const string Queue = "arn:aws:sqs:";
    private const string Bucket = "arn:aws:s3:::";

    public bool Accepts(string arn) => arn.StartsWith(Queue, StringComparison.Ordinal) || arn.StartsWith(Bucket, StringComparison.Ordinal);

    public async Task SendAsync(string arn, FailedBatch batch, CancellationToken cancel)
    {
        var isBucket = arn.StartsWith(Bucket, StringComparison.Ordinal);
        var at = batch.At.UtcDateTime;
        var unique = $"{at.ToString("yyyy-MM-dd'T'HH.mm.ss", CultureInfo.InvariantCulture)}-{Guid.NewGuid()}";
        var path = isBucket
            ? Path.Combine(directory, "buckets", arn[Bucket.Length..], "aws", "lambda", batch.MappingUuid, batch.ShardId,
                at.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture), unique)
            : Path.Combine(directory, "queues", arn[(arn.LastIndexOf(':') + 1)..], $"{unique}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync($"{path}.new", batch.ToDocument(withPayload: isBucket), cancel);
        File.Move($"{path}.new", path);
    }
}

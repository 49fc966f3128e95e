using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// The Lambda that is the stream's second reader. A log of which something could not be handed on is reported at its first record, so the stream brings it
/// again; the others are done.
/// </summary>
public sealed class RouterFunction(Router router, ILambdaSerializer serializer, TextKeys? keys = null)
{
    /// <summary>What is left to answer in: without an answer the whole batch comes again.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime > Margin ? context.RemainingTime - Margin : context.RemainingTime);
        var answer = await HandleAsync(serializer.Deserialize<DynamoDBEvent>(input), deadline.Token);
        var output = new MemoryStream();
        serializer.Serialize(answer, output);
        output.Position = 0;
        return output;
    }

    public async Task<StreamsEventResponse> HandleAsync(DynamoDBEvent batch, CancellationToken cancel)
    {
        var failed = await router.RouteAsync(await StreamSegments.ByLogAsync(batch.Records, keys, cancel), cancel);
        return new() { BatchItemFailures = [.. failed.Select(f => new StreamsEventResponse.BatchItemFailure { ItemIdentifier = f.FirstSequenceNumber })] };
    }
}

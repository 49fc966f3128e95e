using System.Text.Json;
using Amazon.Lambda.Core;

namespace EventChat.Pipeline;

/// <summary>The Lambda behind the analytics workflow's one task, <c>analyze</c>: <c>{"task","input"}</c> in, what was found out.</summary>
public sealed class AnalyticsFunction(AnalyzeMessages analyze, MeasureResponses measure)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var task = await JsonSerializer.DeserializeAsync(input, AnalyticsJson.Default.AnalyticsTask) ?? throw new JsonException("The task is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(await RunAsync(task, deadline.Token), AnalyticsJson.Default.AnalyticsAnswer));
    }

    /// <summary>Answers are measured first: they cost nothing, and Comprehend's troubles are not theirs.</summary>
    public async Task<AnalyticsAnswer> RunAsync(AnalyticsTask task, CancellationToken cancel)
    {
        if (task.Task != "analyze") throw new JsonException($"There is no task {task.Task}.");
        var measured = 0;
        foreach (var conversation in task.Input.Messages.GroupBy(m => m.ConversationId))
            measured += await measure.RunAsync(conversation.Key, [.. conversation], cancel);
        var (analyzed, units) = await analyze.RunAsync(task.Input.Messages, cancel);
        return new(analyzed, units, measured);
    }
}

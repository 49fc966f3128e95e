using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Comprehend;
using Amazon.Lambda.Core;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>The Lambda behind the states of the moderation and review workflows: <c>{"task","input"}</c> in, the workflow's next state out.</summary>
public sealed class ModerationFunction(ScreenMessages screen, AskComprehend ask, RecordAnswers record, ReviewTasks review)
{
    /// <summary>What is left to answer in when a task is told to give up.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    public static ModerationFunction Of(SegmentLog log, StateTable state, CommandLoop loop, IAmazonComprehend comprehend, SeenTable seen, TimeProvider time)
    {
        var (rules, verdicts) = (new RulesOfConversations(state, time), new Verdicts(log, state, loop));
        return new(
            new(log, rules, verdicts), new(new(comprehend), new(comprehend), seen), new(rules, verdicts), new(state, verdicts, time));
    }

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var task = await JsonSerializer.DeserializeAsync(input, ModerationJson.Default.ModerationTask) ?? throw new JsonException("The task is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime > Margin ? context.RemainingTime - Margin : context.RemainingTime);
        return new MemoryStream(await RunAsync(task, deadline.Token));
    }

    public async Task<byte[]> RunAsync(ModerationTask task, CancellationToken cancel)
    {
        switch (task.Task)
        {
            case "screen": return Answer(await screen.RunAsync(Batch(), cancel), ModerationWire.Json.ScreeningBatch);
            case "detect": return Answer(await ask.RunAsync(Batch(), cancel), ModerationWire.Json.ScreeningBatch);
            case "record": return Answer(await record.RecordAsync(Batch(), cancel), ModerationWire.Json.ScreeningBatch);
            case "outage": return Answer(await record.OutageAsync(Batch(), cancel), ModerationWire.Json.ScreeningBatch);
            case "prepare": return Answer(await review.PrepareAsync(Read(task, ModerationWire.Json.ReviewRequest), cancel), ModerationWire.Json.ReviewStep);
            case "close": return Answer(await review.CloseAsync(Read(task, ModerationWire.Json.ReviewStep), cancel), ModerationWire.Json.ReviewStep);
            case "open":
                await review.OpenAsync(Read(task, ModerationWire.Json.ReviewStep), task.Token ?? throw new JsonException("The task has no token."), cancel);
                return "{}"u8.ToArray();
            default: throw new JsonException($"There is no task {task.Task}.");
        }

        ScreeningBatch Batch() => Read(task, ModerationWire.Json.ScreeningBatch);
    }

    private static T Read<T>(ModerationTask task, JsonTypeInfo<T> json) =>
        task.Input.Deserialize(json) ?? throw new JsonException($"The input of {task.Task} is null.");

    private static byte[] Answer<T>(T answer, JsonTypeInfo<T> json) => JsonSerializer.SerializeToUtf8Bytes(answer, json);
}

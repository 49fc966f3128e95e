using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace EventChat.Projections;

/// <summary>The Lambda behind the states of the rebuild workflow: <c>{"task","input"}</c> in, the workflow's next state out.</summary>
public sealed class RebuildFunction(RebuildSteps steps, SegmentWorker worker, Memberships? memberships = null, EraseRows? erase = null)
{
    /// <summary>Seconds of work on a segment per invocation: long beside a cold start, short beside the function's timeout.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(30);

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var task = await JsonSerializer.DeserializeAsync(input, RebuildWire.Json.RebuildTask) ?? throw new JsonException("The task is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        return new MemoryStream(await RunAsync(task, deadline.Token));
    }

    public async Task<byte[]> RunAsync(RebuildTask task, CancellationToken cancel)
    {
        switch (task.Task)
        {
            case "memberships" when memberships is not null:
                var asked = Read(task, RebuildWire.Json.MembershipPage);
                return Answer(await memberships.ReadAsync(asked.UserId, asked.Cursor, cancel), RebuildWire.Json.MembershipPage);
            case "erase" when erase is not null: return Answer(await erase.RunAsync(Read(task, RebuildWire.Json.EraseStep), Slice, cancel), RebuildWire.Json.EraseStep);
        }
        var input = Read(task, RebuildWire.Json.RebuildInput);
        switch (task.Task)
        {
            case "step": return Answer(await steps.NextAsync(input.Run, cancel), RebuildWire.Json.RebuildStep);
            case "work":
                var (phase, segment) = (input.Phase ?? throw new JsonException("Which phase?"), input.Segment ?? throw new JsonException("Which segment?"));
                return Answer(await worker.RunAsync(new(input.Run, phase, segment), Slice, cancel), RebuildWire.Json.SegmentTask);
            case "fail":
                await steps.FailAsync(input.Run, input.Cause, cancel);
                return "{}"u8.ToArray();
            default: throw new JsonException($"There is no task {task.Task}.");
        }
    }

    private static T Read<T>(RebuildTask task, JsonTypeInfo<T> json) => task.Input.Deserialize(json) ?? throw new JsonException($"The input of {task.Task} is null.");

    private static byte[] Answer<T>(T answer, JsonTypeInfo<T> json) => JsonSerializer.SerializeToUtf8Bytes(answer, json);
}

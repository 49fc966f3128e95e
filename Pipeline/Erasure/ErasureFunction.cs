using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The Lambda behind the states of the erasure workflow that write: <c>{"task","input"}</c> in, the workflow's next state out. Each may be done again.</summary>
public sealed class ErasureFunction(DestroyKey destroy, LeaveConversations leave)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var task = await JsonSerializer.DeserializeAsync(input, ErasureJson.Default.ErasureTask) ?? throw new JsonException("The task is null.");
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(await RunAsync(task, deadline.Token), ErasureJson.Default.ErasureState));
    }

    public async Task<ErasureState> RunAsync(ErasureTask task, CancellationToken cancel)
    {
        var user = task.Input.UserId;
        switch (task.Task)
        {
            case "destroy": return new(user, Held: !await destroy.RunAsync(user, cancel));
            case "leave":
                foreach (var conversation in task.Input.Conversations ?? []) await leave.RunAsync(conversation, user, cancel);
                return new(user, Cursor: task.Input.Cursor);
            case "finish":
                await destroy.FinishAsync(user, cancel);
                return new(user);
            default: throw new JsonException($"There is no task {task.Task}.");
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ConversationIdJson), typeof(UserIdJson)])]
[JsonSerializable(typeof(ErasureTask))]
[JsonSerializable(typeof(ErasureState))]
public sealed partial class ErasureJson : JsonSerializerContext;

/// <param name="Task"><c>destroy</c>, <c>leave</c> or <c>finish</c>.</param>
public sealed record ErasureTask(string Task, ErasureState Input);

/// <param name="Held">A legal hold stands: nothing was done.</param>
/// <param name="Conversations">To be left.</param>
/// <param name="Cursor">Where the list of conversations goes on; null: it does not.</param>
public sealed record ErasureState(
    UserId UserId, bool Held = false, IReadOnlyList<ConversationId>? Conversations = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Cursor = null);

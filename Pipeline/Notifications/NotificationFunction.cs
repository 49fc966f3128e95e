using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// The tasks of <c>notification.asl.json</c> and <c>digest.asl.json</c>: <c>plan</c>, <c>tell</c>, <c>webhook</c>, <c>delivered</c> (also for what is given up),
/// <c>parked</c>; <c>digestDue</c>, <c>digest</c>, <c>digested</c>.
/// </summary>
public sealed class NotificationFunction(PlanNotification plan, TellBatch tell, SendWebhook webhook, Deliveries deliveries, SendDigest digest, TimeProvider time)
{
    private static readonly NotificationJson Json = NotificationWire.Json;

    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime);
        var task = await JsonSerializer.DeserializeAsync(input, Json.NotificationTask, deadline.Token) ?? throw new JsonException("The task is null.");
        return new MemoryStream(await RunAsync(task, deadline.Token));
    }

    public async Task<byte[]> RunAsync(NotificationTask task, CancellationToken cancel) => task.Task switch
    {
        "plan" => Answer(await plan.RunAsync(Input(task, Json.NotificationInput), cancel), Json.NotificationPlan),
        "tell" => Answer(await tell.RunAsync(Input(task, Json.TellInput), cancel), Json.TellAnswer),
        "webhook" => await DoneAsync(webhook.RunAsync(Input(task, Json.DeliveryRef), cancel)),
        "delivered" => await DoneAsync(deliveries.DoneAsync(Input(task, Json.DeliveryRef), time.GetUtcNow(), cancel)),
        "parked" => await DoneAsync(deliveries.ParkAsync(Input(task, Json.DeliveryRef), time.GetUtcNow(), cancel)),
        "digestDue" => Answer(await digest.DueAsync(Input(task, Json.DigestPageInput), cancel), Json.DigestPage),
        "digest" => Answer(await digest.RunAsync(Input(task, Json.DueDigest), cancel), Json.DigestAnswer),
        "digested" => await DoneAsync(digest.DoneAsync(Input(task, Json.DueDigest), cancel)),
        _ => throw new ArgumentException($"There is no task {task.Task}.", nameof(task)),
    };

    private static T Input<T>(NotificationTask task, JsonTypeInfo<T> json) => task.Input.Deserialize(json) ?? throw new JsonException($"The input of {task.Task} is null.");

    private static byte[] Answer<T>(T answer, JsonTypeInfo<T> json) => JsonSerializer.SerializeToUtf8Bytes(answer, json);

    private static async Task<byte[]> DoneAsync(Task work)
    {
        await work;
        return Answer(new TaskDone(), Json.TaskDone);
    }
}

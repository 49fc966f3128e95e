using System.Text.Json.Nodes;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

/// <summary>Dead-letter queue redrive.</summary>
internal sealed class MoveOperations(QueueDirectory queues, MoveTasks tasks)
{
    public IEnumerable<Operation> All =>
    [
        Operation.Of("StartMessageMoveTask", ["SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"], Start),
        Operation.Of("ListMessageMoveTasks", ["SourceArn", "MaxResults"], List),
        Operation.Of("CancelMessageMoveTask", ["TaskHandle"], Cancel),
    ];

    private JsonObject Start(SqsRequest request)
    {
        var source = Source(request);
        if (!queues.All.Any(q => q.Settings.Redrive?.Target == source.Arn))
            throw SqsException.InvalidParameter("Source queue must be configured as a Dead Letter Queue.");
        var destination = request.Optional("DestinationArn") is { } arn ? Resource(arn) : null;
        if (destination == source) throw SqsException.InvalidParameter("Source queue arn and destination queue arn must be different.");
        if (destination is not null && destination.Settings.IsFifo != source.Settings.IsFifo)
            throw SqsException.InvalidParameter("Source queue and destination queue must be of the same type.");
        return new() { ["TaskHandle"] = tasks.Start(source, destination, request.Number("MaxNumberOfMessagesPerSecond", 1, 500)).Handle };
    }

    private JsonObject List(SqsRequest request)
    {
        var source = Source(request);
        var most = request.Number("MaxResults", 1, 10) ?? 1;
        return new() { ["Results"] = new JsonArray([.. tasks.Of(source.Arn).Take(most).Select(View)]) };
    }

    private JsonObject Cancel(SqsRequest request)
    {
        var task = tasks.Find(request.Required("TaskHandle")) ?? throw SqsException.NoSuchResource("The resource that you specified for the TaskHandle parameter doesn't exist.");
        return new() { ["ApproximateNumberOfMessagesMoved"] = task.Cancel() };
    }

    private static JsonObject View(MoveTask task)
    {
        var view = new JsonObject
        {
            ["Status"] = task.Status, ["SourceArn"] = task.SourceArn, ["ApproximateNumberOfMessagesMoved"] = task.Moved,
            ["ApproximateNumberOfMessagesToMove"] = task.ToMove, ["StartedTimestamp"] = task.StartedAt.ToUnixTimeMilliseconds(),
        };
        // AWS gives the handle only while it is good for something.
        if (task.Status is "RUNNING") view["TaskHandle"] = task.Handle;
        if (task.DestinationArn is { } destination) view["DestinationArn"] = destination;
        if (task.PerSecond is { } rate) view["MaxNumberOfMessagesPerSecond"] = rate;
        if (task.Failure is { } failure) view["FailureReason"] = failure;
        return view;
    }

    private MessageQueue Source(SqsRequest request) => Resource(request.Required("SourceArn"));

    private MessageQueue Resource(string arn) => queues.FindArn(arn) ?? throw SqsException.NoSuchResource("The resource that you specified for the SourceArn parameter doesn't exist.");
}

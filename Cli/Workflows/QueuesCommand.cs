using System.CommandLine;
using Amazon.SQS;
using Amazon.SQS.Model;
using EventChat.Cli.Chat;

namespace EventChat.Cli.Workflows;

internal static class QueuesCommand
{
    /// <summary>What SQS hands out in one answer at most.</summary>
    private const int MostPeeked = 10;

    public static Command Create()
    {
        var command = new Command("queues", "List the queues with what waits in them. Exit code: 0 listed, 1 not to be had") { Peek(), Redrive() };
        var service = new ServiceOption("sqs");
        service.AddTo(command);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var queues = service.Queues(parsed);
            var output = Printout.ToConsole();
            output.Write(QueueLine.Head);
            await foreach (var url in UrlsAsync(queues, cancel)) output.Write(QueueLine.Of(await AttributesAsync(queues, url, cancel)));
            return 0;
        }));
        return command;
    }

    private static Command Peek()
    {
        var command = new Command(
            "peek", "Print messages of a queue, which stay in it. SQS counts each as received: a queue with a redrive policy moves a message that was received too often");
        var service = new ServiceOption("sqs");
        var name = new Argument<string>("queue") { Description = "Its name" };
        var count = new Option<int>("--count", "-n") { Description = $"So many, 1 to {MostPeeked}", DefaultValueFactory = _ => MostPeeked };
        count.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > MostPeeked) given.AddError($"--count is 1 to {MostPeeked}.");
        });
        service.AddTo(command);
        command.Arguments.Add(name);
        command.Options.Add(count);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var queues = service.Queues(parsed);
            var url = (await queues.GetQueueUrlAsync(parsed.GetRequiredValue(name), cancel)).QueueUrl;
            var received = await queues.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = url, MaxNumberOfMessages = parsed.GetValue(count), VisibilityTimeout = 0, WaitTimeSeconds = 0, MessageSystemAttributeNames = ["All"],
                },
                cancel);
            var output = Printout.ToConsole();
            foreach (var message in received.Messages ?? []) output.Write(QueueLine.Of(message));
            return 0;
        }));
        return command;
    }

    private static Command Redrive()
    {
        var command = new Command("redrive", "Move the messages of a dead-letter queue back to where they came from");
        var service = new ServiceOption("sqs");
        var name = new Argument<string>("queue") { Description = "The dead-letter queue's name" };
        service.AddTo(command);
        command.Arguments.Add(name);
        command.SetAction((parsed, cancel) => CommandFailure.Report(async () =>
        {
            using var queues = service.Queues(parsed);
            var url = (await queues.GetQueueUrlAsync(parsed.GetRequiredValue(name), cancel)).QueueUrl;
            var queue = await AttributesAsync(queues, url, cancel);
            await queues.StartMessageMoveTaskAsync(new StartMessageMoveTaskRequest { SourceArn = queue.QueueARN }, cancel);
            Printout.ToConsole().Write(new Line($"Moving about {queue.ApproximateNumberOfMessages} messages."));
            return 0;
        }));
        return command;
    }

    private static async IAsyncEnumerable<string> UrlsAsync(
        IAmazonSQS queues, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        // Without MaxResults, SQS answers the first 1000 and no token.
        await foreach (var url in queues.Paginators.ListQueues(new ListQueuesRequest { MaxResults = 1000 }).QueueUrls.WithCancellation(cancel))
            yield return url;
    }

    private static Task<GetQueueAttributesResponse> AttributesAsync(IAmazonSQS queues, string url, CancellationToken cancel) =>
        queues.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, cancel);
}

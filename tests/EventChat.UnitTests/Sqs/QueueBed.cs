using EventChat.Local.Sqs;
using EventChat.Local.Sqs.Queues;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Sqs;

/// <summary>Queues on a folder of their own, with a clock that stands still.</summary>
internal sealed class QueueBed : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("eventchat-sqs").FullName;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public QueueDirectory Queues { get; private set; }

    public QueueBed() => Queues = new(Folder, Time);

    public MessageQueue Create(string name, params (string Name, string Value)[] attributes) =>
        Queues.Create(name, attributes.ToDictionary(a => a.Name, a => a.Value), new Dictionary<string, string>());

    public MessageQueue CreateFifo(string name, params (string Name, string Value)[] attributes) =>
        Create(name, [("FifoQueue", "true"), ("ContentBasedDeduplication", "true"), .. attributes]);

    /// <summary>As after kill -9: the files are what is left.</summary>
    public MessageQueue Restart(string name)
    {
        Queues.Dispose();
        Queues = new(Folder, Time);
        return Queues.Find(name)!;
    }

    public void Dispose()
    {
        Queues.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static void Send(MessageQueue queue, string body, string? group = null, int? delay = null) =>
        queue.Send(new OutgoingMessage(body, null, null, group, null, "me", delay is { } s ? TimeSpan.FromSeconds(s) : null));

    public static async Task<string> BodiesAsync(MessageQueue queue, int most = 10) => string.Join(' ', (await ReceiveAsync(queue, most)).Select(m => m.Message.Body));

    public static Task<IReadOnlyList<(StoredMessage Message, string Handle)>> ReceiveAsync(MessageQueue queue, int most = 10) =>
        queue.ReceiveAsync(most, null, TimeSpan.Zero, CancellationToken.None);
}

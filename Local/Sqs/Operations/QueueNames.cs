using System.Text.RegularExpressions;
using EventChat.Local.Sqs.Queues;

namespace EventChat.Local.Sqs.Operations;

/// <summary>Queues by name and by URL.</summary>
internal sealed partial class QueueNames(QueueDirectory queues, LocalAddress address)
{
    public string UrlOf(MessageQueue queue) => $"{address.BaseUrl}/{LocalAddress.AccountId}/{queue.Name}";

    /// <summary>The host does not matter: clients reach this machine by several names.</summary>
    public MessageQueue OfUrl(SqsRequest request)
    {
        var url = request.Required("QueueUrl");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) throw new SqsException("InvalidAddress", $"The address {url} is not valid for this endpoint.");
        return parsed.AbsolutePath.Split('/') is ["", LocalAddress.AccountId, var name] && queues.Find(name) is { } queue ? queue : throw SqsException.NoSuchQueue();
    }

    public static string Check(string name) => Name.IsMatch(name) && name.Length <= 80
        ? name
        : throw SqsException.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\.fifo)?\z")]
    private static partial Regex Name { get; }
}

using System.Xml.Linq;
using EventChat.Local.Outbox;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Sns;

/// <summary>Amazon SNS on this machine: what the host plugs in where.</summary>
public sealed class SnsEmulator
{
    private readonly Publisher _publisher;

    /// <param name="folder">Where topics and devices are kept; null: in memory, gone with the process.</param>
    public SnsEmulator(string? folder, OutboxStore outbox, TopicTargets targets, IRequestSignature signature, TimeProvider time)
    {
        var store = new SnsStore(folder);
        var topics = new TopicOperations(store);
        var platforms = new PlatformOperations(store);
        _publisher = new Publisher(store, outbox, targets, time);
        Routes = new SnsRoutes([.. topics.All, .. platforms.All, ("Publish", Publish)], signature, time);
        Provider = new TopicProvider(topics, platforms);
    }

    public IHttpRoutes Routes { get; }

    public IResourceProvider Provider { get; }

    /// <summary>Publishes as a service of AWS does that has a topic for its target.</summary>
    /// <returns>False: there is no such topic, or it does not take the message.</returns>
    public bool Publish(string topicArn, string message)
    {
        try
        {
            _publisher.Publish(topicArn, new Publication(message, null, null, []));
            return true;
        }
        catch (SnsException)
        {
            return false;
        }
    }

    private object[] Publish(SnsRequest request)
    {
        var target = request.Optional("TopicArn") ?? request.Optional("TargetArn");
        var telephone = request.Optional("PhoneNumber");
        var publication = new Publication(
            request.Optional("Message") ?? "", request.Optional("Subject"), request.Optional("MessageStructure"), request.MessageAttributes());
        request.Done();
        var id = (target, telephone) switch
        {
            ({ } arn, null) => _publisher.Publish(arn, publication),
            (null, { } number) => _publisher.ToTelephone(number, publication),
            _ => throw SnsException.Invalid("TopicArn or TargetArn Reason: one of TopicArn, TargetArn and PhoneNumber is given"),
        };
        return [new XElement("MessageId", id)];
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EventChat.Local.Patterns;

namespace EventChat.Local.Sns;

/// <summary>Topics and their subscriptions.</summary>
internal sealed partial class TopicOperations(SnsStore store)
{
    private static readonly string[] Protocols = ["sqs", "lambda", "email", "sms", "application"];
    private static readonly string[] SubscriptionAttributes = ["RawMessageDelivery", "FilterPolicy", "FilterPolicyScope"];

    /// <summary>Kept and shown; nothing here depends on them.</summary>
    private static readonly string[] TopicAttributes = ["DisplayName", "Policy", "DeliveryPolicy", "KmsMasterKeyId", "TracingConfig", "SignatureVersion"];

    public IEnumerable<(string Name, Func<SnsRequest, object[]> Run)> All =>
    [
        ("CreateTopic", request => [new XElement("TopicArn", Create(request.Required("Name"), request.Map("Attributes")).Arn)]),
        ("DeleteTopic", Delete),
        ("ListTopics", request =>
        {
            request.Optional("NextToken");
            return [new XElement("Topics", store.Read(all => all.Topics.Keys.Order(StringComparer.Ordinal).Select(arn => new XElement("member", new XElement("TopicArn", arn))).ToList()))];
        }),
        ("GetTopicAttributes", request => [SnsXml.Map("Attributes", View(Find(request.Required("TopicArn"))))]),
        ("Subscribe", request =>
        {
            request.Optional("ReturnSubscriptionArn");
            return [new XElement("SubscriptionArn", Subscribe(request.Required("TopicArn"), request.Required("Protocol"), request.Required("Endpoint"), request.Map("Attributes")).Arn)];
        }),
        ("Unsubscribe", request =>
        {
            var arn = request.Required("SubscriptionArn");
            store.Change(all => all.Subscriptions.Remove(arn));
            return [];
        }),
        ("ListSubscriptions", request => Listed(request, _ => true)),
        ("ListSubscriptionsByTopic", request =>
        {
            var topic = Find(request.Required("TopicArn")).Arn;
            return Listed(request, s => s.TopicArn == topic);
        }),
        ("GetSubscriptionAttributes", request =>
        {
            var arn = request.Required("SubscriptionArn");
            var found = store.Read(all => all.Subscriptions.GetValueOrDefault(arn)) ?? throw SnsException.NotFound("Subscription");
            return [SnsXml.Map("Attributes", new Dictionary<string, string>(found.Attributes)
            {
                ["SubscriptionArn"] = found.Arn, ["TopicArn"] = found.TopicArn, ["Protocol"] = found.Protocol, ["Endpoint"] = found.Endpoint,
                ["Owner"] = LocalAddress.AccountId, ["PendingConfirmation"] = "false",
            })];
        }),
    ];

    /// <summary>The topic, made now or before.</summary>
    public Topic Create(string name, Dictionary<string, string> attributes)
    {
        if (name.EndsWith(".fifo", StringComparison.Ordinal) || attributes.GetValueOrDefault("FifoTopic") is "true") throw SnsException.Invalid("FIFO topics are not emulated here");
        if (!Name.IsMatch(name)) throw SnsException.Invalid("Topic Name");
        if (attributes.Keys.FirstOrDefault(a => !TopicAttributes.Contains(a) && a is not "FifoTopic") is { } unknown) throw SnsException.Invalid($"Attributes Reason: {unknown} is not emulated here");
        var arn = LocalAddress.Arn("sns", name);
        return store.Change(all => all.Topics.TryGetValue(arn, out var existing) ? existing : all.Topics[arn] = new Topic(arn, attributes));
    }

    /// <summary>Of an endpoint that was subscribed before, the same subscription with these attributes. Nobody has to confirm one here.</summary>
    public Subscription Subscribe(string topicArn, string protocol, string endpoint, Dictionary<string, string> attributes)
    {
        if (!Protocols.Contains(protocol)) throw SnsException.Invalid($"Protocol Reason: {protocol} is not emulated here; there are {string.Join(", ", Protocols)}");
        if (attributes.Keys.FirstOrDefault(a => !SubscriptionAttributes.Contains(a)) is { } unknown) throw SnsException.Invalid($"Attributes Reason: {unknown} is not emulated here");
        if (attributes.GetValueOrDefault("FilterPolicy") is { Length: > 0 } policy) Check(policy);
        Find(topicArn);
        if (protocol is "sqs" && !endpoint.StartsWith("arn:aws:sqs:", StringComparison.Ordinal)) throw SnsException.Invalid("SQS endpoint ARN");
        if (protocol is "lambda" && !endpoint.StartsWith("arn:aws:lambda:", StringComparison.Ordinal)) throw SnsException.Invalid("Lambda endpoint ARN");
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{topicArn} {protocol} {endpoint}")).AsSpan(0, 16));
        var subscription = new Subscription($"{topicArn}:{id}", topicArn, protocol, endpoint, attributes);
        return store.Change(all => all.Subscriptions[subscription.Arn] = subscription);
    }

    private object[] Delete(SnsRequest request)
    {
        var arn = request.Required("TopicArn");
        store.Change(all =>
        {
            foreach (var subscription in all.Subscriptions.Values.Where(s => s.TopicArn == arn).ToList()) all.Subscriptions.Remove(subscription.Arn);
            return all.Topics.Remove(arn);
        });
        return [];
    }

    private Topic Find(string arn) => store.Read(all => all.Topics.GetValueOrDefault(arn)) ?? throw SnsException.NotFound("Topic");

    private Dictionary<string, string> View(Topic topic) => new(topic.Attributes)
    {
        ["TopicArn"] = topic.Arn, ["Owner"] = LocalAddress.AccountId,
        ["SubscriptionsConfirmed"] = $"{store.Read(all => all.Subscriptions.Values.Count(s => s.TopicArn == topic.Arn))}",
    };

    private object[] Listed(SnsRequest request, Func<Subscription, bool> wanted)
    {
        request.Optional("NextToken");
        return
        [
            new XElement("Subscriptions", store.Read(all => all.Subscriptions.Values.Where(wanted).OrderBy(s => s.Arn, StringComparer.Ordinal).Select(s => new XElement("member",
                new XElement("SubscriptionArn", s.Arn), new XElement("Owner", LocalAddress.AccountId), new XElement("Protocol", s.Protocol), new XElement("Endpoint", s.Endpoint),
                new XElement("TopicArn", s.TopicArn))).ToList())),
        ];
    }

    private static void Check(string policy)
    {
        try
        {
            EventPattern.Parse(policy);
        }
        catch (EventPatternException e)
        {
            throw SnsException.Invalid($"FilterPolicy: {e.Reason}");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$")]
    private static partial Regex Name { get; }
}

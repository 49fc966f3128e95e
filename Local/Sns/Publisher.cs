using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Outbox;
using EventChat.Local.Patterns;

namespace EventChat.Local.Sns;

/// <summary>Where topics hand on to.</summary>
/// <param name="ToQueue">ARN, body, attributes; false if there is no such queue.</param>
/// <param name="ToFunction">ARN, event, request id.</param>
public sealed record TopicTargets(Func<string, string, JsonObject?, bool> ToQueue, Action<string, ReadOnlyMemory<byte>, string> ToFunction);

/// <param name="Structure"><c>json</c>: the message is an object with a text for each protocol.</param>
/// <param name="Attributes">As SQS has them.</param>
internal sealed record Publication(string Message, string? Subject, string? Structure, JsonObject Attributes);

/// <summary>Publishes: to a topic's subscribers, to a device, or to a telephone. What would leave for people lies in the outbox.</summary>
internal sealed class Publisher(SnsStore store, OutboxStore outbox, TopicTargets targets, TimeProvider time)
{
    /// <summary>Bytes of a message: 256 KB.</summary>
    private const int MostBytes = 262_144;

    /// <returns>The message's id.</returns>
    public string Publish(string target, Publication publication)
    {
        Check(publication);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        if (target.Contains(":endpoint/", StringComparison.Ordinal)) ToDevice(target, publication, id);
        else ToTopic(target, publication, id);
        return id;
    }

    public string ToTelephone(string number, Publication publication)
    {
        Check(publication);
        if (number.Length is < 4 or > 16 || number[0] != '+' || !number.AsSpan(1).ToString().All(char.IsAsciiDigit)) throw SnsException.Invalid("PhoneNumber Reason: not of the form +15550100");
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        outbox.Add(OutboxKind.Sms, number, publication.Subject ?? "", Text(publication, "sms"), null, new JsonObject { ["messageId"] = id });
        return id;
    }

    private void ToDevice(string arn, Publication publication, string id)
    {
        var (endpoint, application) = store.Read(all => (all.Endpoints.GetValueOrDefault(arn), all.Applications.GetValueOrDefault(all.Endpoints.GetValueOrDefault(arn)?.ApplicationArn ?? "")));
        if (endpoint is null || application is null) throw SnsException.Invalid("TargetArn Reason: No endpoint found for the target arn specified");
        if (!endpoint.Enabled) throw SnsException.Disabled();
        var details = new JsonObject
        {
            ["messageId"] = id, ["endpointArn"] = arn, ["platform"] = application.Platform, ["userData"] = endpoint.UserData,
        };
        foreach (var (name, attribute) in publication.Attributes) details[name] = Value(attribute!);
        outbox.Add(OutboxKind.Push, endpoint.Token, publication.Subject ?? "", Text(publication, application.Platform), null, details);
    }

    private void ToTopic(string arn, Publication publication, string id)
    {
        var subscriptions = store.Read(all => all.Topics.ContainsKey(arn) ? all.Subscriptions.Values.Where(s => s.TopicArn == arn).ToList() : null)
            ?? throw SnsException.NotFound("Topic");
        foreach (var subscription in subscriptions.Where(s => Wants(s, publication))) Deliver(subscription, publication, id);
    }

    private void Deliver(Subscription subscription, Publication publication, string id)
    {
        var text = Text(publication, subscription.Protocol);
        switch (subscription.Protocol)
        {
            case "sqs":
                var raw = subscription.Attributes.GetValueOrDefault("RawMessageDelivery") is "true";
                // On AWS, too, a message to a queue that is gone is lost without a dead-letter queue of the subscription.
                targets.ToQueue(
                    subscription.Endpoint, raw ? text : Notification(subscription, publication, text, id, lambda: false).ToJsonString(),
                    raw && publication.Attributes.Count > 0 ? (JsonObject)publication.Attributes.DeepClone() : null);
                break;
            case "lambda":
                targets.ToFunction(subscription.Endpoint, Encoding.UTF8.GetBytes(new JsonObject
                {
                    ["Records"] = new JsonArray(new JsonObject
                    {
                        ["EventSource"] = "aws:sns", ["EventVersion"] = "1.0", ["EventSubscriptionArn"] = subscription.Arn,
                        ["Sns"] = Notification(subscription, publication, text, id, lambda: true),
                    }),
                }.ToJsonString()), id);
                break;
            case "application":
                ToDevice(subscription.Endpoint, publication, id);
                break;
            default:
                outbox.Add(
                    subscription.Protocol is "sms" ? OutboxKind.Sms : OutboxKind.Mail, subscription.Endpoint, publication.Subject ?? "AWS Notification Message", text,
                    null, new JsonObject { ["messageId"] = id, ["topicArn"] = subscription.TopicArn });
                break;
        }
    }

    /// <summary>Nothing is signed here: the members are there, and say so.</summary>
    private JsonObject Notification(Subscription subscription, Publication publication, string text, string id, bool lambda)
    {
        var notification = new JsonObject { ["Type"] = "Notification", ["MessageId"] = id, ["TopicArn"] = subscription.TopicArn };
        if (publication.Subject is not null || lambda) notification["Subject"] = publication.Subject;
        notification["Message"] = text;
        notification["Timestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        notification["SignatureVersion"] = "1";
        notification["Signature"] = "not-signed-on-this-machine";
        notification[lambda ? "SigningCertUrl" : "SigningCertURL"] = "";
        notification[lambda ? "UnsubscribeUrl" : "UnsubscribeURL"] = "";
        if (publication.Attributes.Count > 0 || lambda)
            notification["MessageAttributes"] = new JsonObject(publication.Attributes.Select(a => KeyValuePair.Create<string, JsonNode?>(
                a.Key, new JsonObject { ["Type"] = $"{a.Value!["DataType"]}", ["Value"] = Value(a.Value) })));
        return notification;
    }

    private static bool Wants(Subscription subscription, Publication publication)
    {
        if (subscription.Attributes.GetValueOrDefault("FilterPolicy") is not { Length: > 0 } policy) return true;
        var pattern = EventPattern.Parse(policy);
        if (subscription.Attributes.GetValueOrDefault("FilterPolicyScope") is not "MessageBody")
            return pattern.Matches(JsonSerializer.SerializeToElement<JsonNode>(new JsonObject(publication.Attributes.Select(a => KeyValuePair.Create(a.Key, Typed(a.Value!))))));
        try
        {
            return pattern.Matches(JsonSerializer.SerializeToElement(JsonNode.Parse(publication.Message)));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonNode? Typed(JsonNode attribute) => $"{attribute["DataType"]}" switch
    {
        "String.Array" or "Number" => JsonNode.Parse(Value(attribute)),
        _ => Value(attribute),
    };

    private static string Value(JsonNode attribute) => (attribute["StringValue"] ?? attribute["BinaryValue"])!.ToString();

    private static string Text(Publication publication, string protocol) => publication.Structure is not "json"
        ? publication.Message
        : JsonNode.Parse(publication.Message) is JsonObject texts && (texts[protocol] ?? texts["default"]) is { } text ? text.ToString() : publication.Message;

    private static void Check(Publication publication)
    {
        if (publication.Message.Length == 0) throw SnsException.Invalid("Empty message");
        if (Encoding.UTF8.GetByteCount(publication.Message) > MostBytes) throw SnsException.Invalid("Message too long");
        if (publication.Subject is { } subject && (subject.Length is 0 or > 99 || subject.Any(char.IsControl))) throw SnsException.Invalid("Subject");
        foreach (var (name, attribute) in publication.Attributes)
            if (!IsTyped(attribute!)) throw SnsException.Invalid($"The message attribute '{name}' is no {attribute!["DataType"]}");
        if (publication.Structure is null) return;
        if (publication.Structure is not "json") throw SnsException.Invalid("MessageStructure Reason: it is json, or not given");
        try
        {
            if (JsonNode.Parse(publication.Message) is not JsonObject texts || texts["default"] is not JsonValue) throw SnsException.Invalid("Message Structure - No default entry in JSON message body");
        }
        catch (JsonException)
        {
            throw SnsException.Invalid("Message Structure - JSON message body failed to parse");
        }
    }

    private static bool IsTyped(JsonNode attribute)
    {
        try
        {
            return $"{attribute["DataType"]}" switch
            {
                "Number" => JsonNode.Parse(Value(attribute)) is JsonValue number && number.GetValueKind() is JsonValueKind.Number,
                "String.Array" => JsonNode.Parse(Value(attribute)) is JsonArray,
                _ => true,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Outbox;

namespace EventChat.Local.Ses;

/// <summary><c>POST /v2/email/outbound-emails</c>: into the outbox, after the checks that SES makes before it takes a mail.</summary>
internal sealed class SendEmail(EmailIdentities identities, OutboxStore outbox, TimeProvider time)
{
    /// <summary>To, Cc and Bcc together.</summary>
    public const int MostRecipients = 50;

    /// <summary>Bytes of a mail, encoded: 40 MB.</summary>
    public const int MostBytes = 40 * 1024 * 1024;

    private static readonly string[] Members =
    [
        "FromEmailAddress", "FromEmailAddressIdentityArn", "Destination", "ReplyToAddresses", "FeedbackForwardingEmailAddress",
        "FeedbackForwardingEmailAddressIdentityArn", "Content", "EmailTags",
    ];

    public JsonObject Run(JsonObject request)
    {
        if (request.Select(m => m.Key).FirstOrDefault(key => !Members.Contains(key)) is { } unknown)
            throw SesException.BadRequest($"'{unknown}' is not emulated here. There are: {string.Join(", ", Members)}.");
        var content = request["Content"] as JsonObject ?? throw SesException.BadRequest("Content is required.");
        var mail = (content["Simple"], content["Raw"]) switch
        {
            (JsonObject simple, null) => Simple(simple),
            (null, JsonObject raw) => Raw(raw),
            _ => throw SesException.BadRequest("Content is either Simple or Raw; templates are not emulated here."),
        };
        var from = request["FromEmailAddress"]?.ToString() ?? mail.From ?? throw SesException.BadRequest("FromEmailAddress is required.");
        var (to, cc, bcc) = Recipients(request["Destination"] as JsonObject, mail);
        if (mail.Bytes > MostBytes) throw SesException.Rejected($"Message length is more than {MostBytes} bytes long: '{mail.Bytes}'.");
        CheckSender(from);
        var id = $"{Guid.CreateVersion7(time.GetUtcNow()):N}-{LocalAddress.AccountId}";
        outbox.Add(OutboxKind.Mail, string.Join(", ", to.Concat(cc).Concat(bcc)), mail.Subject, mail.Text, mail.Html, Details(request, id, from, (to, cc, bcc), mail));
        return new JsonObject { ["MessageId"] = id };
    }

    private void CheckSender(string from)
    {
        var address = EmailAddress.Read(from);
        if (!identities.MaySend(address))
            throw SesException.Rejected(
                $"Email address is not verified. The following identities failed the check in region {LocalAddress.Region.ToUpperInvariant()}: {address}");
    }

    private static (List<string> To, List<string> Cc, List<string> Bcc) Recipients(JsonObject? destination, Mail mail)
    {
        List<string> to = Read("ToAddresses"), cc = Read("CcAddresses"), bcc = Read("BccAddresses");
        if (destination is null) to = [.. mail.To];
        var count = to.Count + cc.Count + bcc.Count;
        if (count == 0) throw SesException.BadRequest("A mail has at least one recipient.");
        if (count > MostRecipients) throw SesException.BadRequest($"Recipient count exceeds {MostRecipients}.");
        foreach (var address in to.Concat(cc).Concat(bcc)) EmailAddress.Read(address);
        return (to, cc, bcc);

        List<string> Read(string name) => [.. (destination?[name] as JsonArray ?? []).Select(a => a?.ToString() ?? "")];
    }

    private static Mail Simple(JsonObject simple)
    {
        var subject = Data(simple["Subject"]) ?? throw SesException.BadRequest("Content.Simple.Subject is required.");
        if (subject.AsSpan().IndexOfAny('\r', '\n') >= 0) throw SesException.BadRequest("A subject has no line breaks.");
        var (text, html) = (Data(simple["Body"]?["Text"]), Data(simple["Body"]?["Html"]));
        if (text is null && html is null) throw SesException.BadRequest("Content.Simple.Body has to have Text or Html.");
        var headers = (simple["Headers"] as JsonArray ?? []).OfType<JsonObject>().Select(h => ($"{h["Name"]}", $"{h["Value"]}")).ToList();
        if (headers.Exists(h => h.Item1.Length == 0 || $"{h.Item1}{h.Item2}".AsSpan().IndexOfAny('\r', '\n') >= 0)) throw SesException.BadRequest("A header has a name, and no line breaks.");
        return new Mail(null, [], subject, text ?? "", html, headers, Encoding.UTF8.GetByteCount(text ?? "") + Encoding.UTF8.GetByteCount(html ?? ""));
    }

    private static Mail Raw(JsonObject raw)
    {
        try
        {
            return MimeText.Read(Convert.FromBase64String(raw["Data"]?.ToString() ?? ""));
        }
        catch (FormatException)
        {
            throw SesException.BadRequest("Content.Raw.Data is base64 of a mail.");
        }
    }

    private static string? Data(JsonNode? content) => content switch
    {
        null => null,
        JsonObject part when part["Data"] is JsonValue data && data.GetValueKind() is JsonValueKind.String => data.ToString(),
        _ => throw SesException.BadRequest("Content has Data."),
    };

    private static JsonObject Details(JsonObject request, string id, string from, (List<string> To, List<string> Cc, List<string> Bcc) recipients, Mail mail)
    {
        var details = new JsonObject { ["messageId"] = id, ["from"] = from, ["to"] = string.Join(", ", recipients.To) };
        if (recipients.Cc.Count > 0) details["cc"] = string.Join(", ", recipients.Cc);
        if (recipients.Bcc.Count > 0) details["bcc"] = string.Join(", ", recipients.Bcc);
        if (request["ReplyToAddresses"] is JsonArray { Count: > 0 } reply) details["replyTo"] = string.Join(", ", reply.Select(r => $"{r}"));
        foreach (var (name, value) in mail.Headers) details[name] = value;
        foreach (var tag in (request["EmailTags"] as JsonArray ?? []).OfType<JsonObject>()) details[$"tag {tag["Name"]}"] = $"{tag["Value"]}";
        return details;
    }
}

/// <param name="From">As the mail itself says, of a raw one.</param>
/// <param name="Bytes">Of its text and HTML, or of the raw mail.</param>
internal sealed record Mail(
    string? From, IReadOnlyList<string> To, string Subject, string Text, string? Html, IReadOnlyList<(string Name, string Value)> Headers, long Bytes);

using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Outbox;
using EventChat.Local.Ses;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.UnitTests.Outbox;

public sealed class SesTests
{
    private const string Send = "/v2/email/outbound-emails";

    private readonly OutboxStore _outbox = new(TimeProvider.System);
    private readonly SesEmulator _ses;

    public SesTests() => _ses = new SesEmulator(_outbox, new WellFormedSignature(), TimeProvider.System);

    [Fact]
    public async Task A_mail_of_a_verified_identity_lies_in_the_outbox()
    {
        await IdentityAsync("chat@example.com");

        var answer = await SendAsync(Mail("Chat <chat@example.com>", ["alice@example.org"]));

        var mail = Assert.Single(_outbox.Items());
        Assert.Equal((200, $"{mail.Details["messageId"]}"), (answer.Status, $"{answer.Json["MessageId"]}"));
        Assert.Equal((OutboxKind.Mail, "alice@example.org", "Hi", "text", "<b>html</b>"), (mail.Kind, mail.To, mail.Subject, mail.Text, mail.Html));
        Assert.Equal("Chat <chat@example.com>", $"{mail.Details["from"]}");
    }

    [Theory]
    [InlineData("chat@example.com", "other@example.com", false)]
    [InlineData("example.com", "other@example.com", true)]
    [InlineData("example.com", "other@mail.example.com", true)]
    [InlineData("example.com", "other@notexample.com", false)]
    public async Task Only_a_verified_address_or_domain_may_send(string identity, string from, bool may)
    {
        await IdentityAsync(identity);

        var answer = await SendAsync(Mail(from, ["alice@example.org"]));

        Assert.Equal(may ? 200 : 400, answer.Status);
        Assert.Equal(may ? 1 : 0, _outbox.Items().Count);
        if (may) return;
        Assert.Equal("MessageRejected", answer.Headers["x-amzn-ErrorType"]);
        Assert.Equal($"Email address is not verified. The following identities failed the check in region US-EAST-1: {from}", $"{answer.Json["message"]}");
    }

    [Fact]
    public async Task What_SES_would_not_take_is_refused_by_name()
    {
        await IdentityAsync("example.com");
        foreach (var (mail, error, why) in new (JsonObject, string, string)[]
        {
            (Mail("a@example.com", [.. Enumerable.Range(0, 51).Select(n => $"u{n}@example.org")]), "BadRequestException", "Recipient count exceeds 50"),
            (Mail("a@example.com", []), "BadRequestException", "at least one recipient"),
            (Mail("a@example.com", ["alice"]), "BadRequestException", "Missing final '@domain'"),
            (Mail("a@example.com", ["a@b.c\r\nBcc: d@e.f"]), "BadRequestException", "Invalid email address"),
            (Mail("a@example.com", ["b@example.com"], subject: "one\ntwo"), "BadRequestException", "no line breaks"),
            (Mail("a@example.com", ["b@example.com"], text: new string('x', (40 << 20) + 1)), "MessageRejected", "Message length"),
            (new JsonObject { ["FromEmailAddress"] = "a@example.com", ["Content"] = new JsonObject { ["Template"] = new JsonObject() } }, "BadRequestException", "templates are not emulated"),
            (new JsonObject { ["ConfigurationSetName"] = "set" }, "BadRequestException", "'ConfigurationSetName' is not emulated"),
        })
        {
            var answer = await SendAsync(mail);
            Assert.Equal((400, error), (answer.Status, answer.Headers["x-amzn-ErrorType"].ToString()));
            Assert.Contains(why, $"{answer.Json["message"]}", StringComparison.Ordinal);
        }
        Assert.Empty(_outbox.Items());
    }

    [Fact]
    public async Task A_raw_mail_is_shown_by_its_parts()
    {
        await IdentityAsync("example.com");
        const string Raw = """
            From: a@example.com
            To: alice@example.org,
             bob@example.org
            Subject: =?utf-8?B?R3LDvMOfZQ==?=
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="x"

            --x
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            caf=C3=A9 and a =
            long line
            --x
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: base64

            PGI+aGk8L2I+
            --x--
            """;

        var answer = await SendAsync(new JsonObject { ["Content"] = new JsonObject { ["Raw"] = new JsonObject { ["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Raw)) } } });

        Assert.Equal(200, answer.Status);
        var mail = Assert.Single(_outbox.Items());
        Assert.Equal(("alice@example.org, bob@example.org", "Grüße", "café and a long line", "<b>hi</b>"), (mail.To, mail.Subject, mail.Text.Trim(), mail.Html));
    }

    [Fact]
    public async Task An_unsigned_or_unknown_request_is_refused()
    {
        Assert.Equal(403, (await _ses.Routes.SendAsync("POST", Send, "{}")).Status);
        var unknown = await _ses.Routes.SendAsync("POST", "/v2/email/contact-lists", "{}", "ses");
        Assert.Equal((404, "UnknownOperationException"), (unknown.Status, unknown.Headers["x-amzn-ErrorType"].ToString()));
        await Assert.ThrowsAsync<UnsupportedResourceException>(() => _ses.Provider.CreateAsync(
            new ResourceDeclaration("id", "aws:sesv2/emailIdentity:EmailIdentity", new JsonObject { ["emailIdentity"] = "a@b.c", ["configurationSetName"] = "x" }), default));
    }

    private Task<JsonObject> IdentityAsync(string identity) => _ses.Provider.CreateAsync(
        new ResourceDeclaration("sender", "aws:sesv2/emailIdentity:EmailIdentity", new JsonObject { ["emailIdentity"] = identity }), default);

    private Task<Answer> SendAsync(JsonObject mail) => _ses.Routes.SendAsync("POST", Send, mail.ToJsonString(), "ses");

    private static JsonObject Mail(string from, string[] to, string subject = "Hi", string text = "text") => new()
    {
        ["FromEmailAddress"] = from,
        ["Destination"] = new JsonObject { ["ToAddresses"] = new JsonArray([.. to.Select(address => JsonValue.Create(address))]) },
        ["Content"] = new JsonObject
        {
            ["Simple"] = new JsonObject
            {
                ["Subject"] = new JsonObject { ["Data"] = subject },
                ["Body"] = new JsonObject { ["Text"] = new JsonObject { ["Data"] = text }, ["Html"] = new JsonObject { ["Data"] = "<b>html</b>" } },
            },
        },
    };
}

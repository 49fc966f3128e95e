using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Notifications;

public sealed class NotificationTextSpecs
{
    private static readonly ConversationId Room = new("room-0001");
    private static readonly NotificationText Texts = new("https://chat.example.com/");

    private static NotificationFacts Facts(
        NotificationKind kind = NotificationKind.Message, int count = 1, string from = "Alice", string? place = "Support", string? preview = "Hello") =>
        new(new(kind, Room, 5, count, new("alice")), from, place, preview);

    [Theory]
    [InlineData(NotificationKind.Message, 1, "Support", "New message from Alice in Support")]
    [InlineData(NotificationKind.Message, 1, null, "New message from Alice")]
    [InlineData(NotificationKind.Message, 3, "Support", "3 new messages in Support")]
    [InlineData(NotificationKind.Message, 3, null, "3 new messages from Alice")]
    [InlineData(NotificationKind.Message, 100, "Support", "99+ new messages in Support")]
    [InlineData(NotificationKind.Mention, 3, "Support", "Alice mentioned you in Support")]
    [InlineData(NotificationKind.Reply, 1, null, "Alice replied to you")]
    public void A_subject_says_who_and_where(NotificationKind kind, int count, string? place, string subject) =>
        Assert.Equal(subject, Texts.Mail(Facts(kind, count, place: place), "bob@example.com").Subject);

    [Fact]
    public void A_mail_shows_the_preview_and_one_link()
    {
        var mail = Texts.Mail(Facts(), "bob@example.com");
        Assert.Contains("Hello", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://chat.example.com/#/c/room-0001", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<blockquote", mail.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://chat.example.com/#/c/room-0001\"", mail.Html, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(mail.Html, "href|src"));
    }

    [Fact]
    public void A_message_that_is_gone_leaves_no_quotation() => Assert.DoesNotContain("blockquote", Texts.Mail(Facts(preview: null), "b@example.com").Html, StringComparison.Ordinal);

    [Fact]
    public void What_people_wrote_is_no_markup()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'&";
        var html = Texts.Mail(Facts(from: Evil, place: Evil, preview: Evil), "bob@example.com").Html;
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Alice\r\nBcc: everybody@example.com")]
    [InlineData("Alice\nBcc: everybody@example.com")]
    [InlineData("Alice\u2028Bcc: everybody@example.com")]
    [InlineData("Alice\u0085Bcc: everybody@example.com")]
    [InlineData("Alice\0\u001bBcc: everybody@example.com")]
    public void No_line_break_gets_into_a_subject(string name)
    {
        var mail = Texts.Mail(Facts(from: name, place: name), "bob@example.com");
        Assert.DoesNotContain(mail.Subject, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        Assert.Equal("New message from Alice", mail.Subject[..22]);
    }

    [Fact]
    public void A_long_text_is_cut_and_never_within_a_character()
    {
        var cut = NotificationText.OneLine(string.Concat(Enumerable.Repeat("👩", 100)), 140);
        Assert.InRange(cut.Length, 100, 140);
        Assert.EndsWith("👩…", cut, StringComparison.Ordinal);
        Assert.Equal("short", NotificationText.OneLine("short", 5));
    }

    [Fact]
    public void A_digest_lists_its_conversations()
    {
        DigestEntry[] entries = [new(Room, 3, 9), new(new("room-0002"), 1, 4)];
        var mail = Texts.Mail(
            new(new(NotificationKind.Digest, Count: 4, Digest: entries), Digest: [(entries[0], "Support <b>"), (entries[1], null)]), "bob@example.com");
        Assert.Equal("4 new messages you have not read", mail.Subject);
        Assert.Contains("- Support <b>: 3 new messages\n- Direct conversation: 1 new message\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<li>Support &lt;b&gt;: 3 new messages</li>", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_push_is_one_JSON_text_per_platform()
    {
        var push = JsonNode.Parse(PushText.Of("Alice mentioned you", "\"Hello\" {}", Facts(NotificationKind.Mention)))!;
        Assert.Equal("Alice mentioned you: \"Hello\" {}", (string?)push["default"]);
        Assert.Equal("\"Hello\" {}", (string?)JsonNode.Parse((string)push["APNS"]!)!["aps"]!["alert"]!["body"]);
        var google = JsonNode.Parse((string)push["GCM"]!)!;
        Assert.Equal("Alice mentioned you", (string?)google["notification"]!["title"]);
        Assert.Equal(("room-0001", "5"), ((string?)google["data"]!["conversationId"], (string?)google["data"]!["seq"]));
    }
}

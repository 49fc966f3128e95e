using EventChat.Local.Outbox;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Outbox;

public sealed class OutboxTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly OutboxStore _outbox;
    private readonly OutboxRoutes _routes;
    private readonly WebhookRoutes _webhooks;

    public OutboxTests()
    {
        _outbox = new OutboxStore(_time);
        _routes = new OutboxRoutes(_outbox);
        _webhooks = new WebhookRoutes(_outbox, new WebhookFaults(_time), _time);
    }

    [Fact]
    public async Task The_newest_five_hundred_are_kept_and_picked_by_kind_receiver_and_id()
    {
        for (var n = 1; n <= 510; n++) _outbox.Add(n % 2 == 0 ? OutboxKind.Mail : OutboxKind.Push, $"user{n}@example.org", "s", "t", null, []);

        var all = (await _routes.SendAsync("GET", "/_local/outbox.json")).Json["items"]!.AsArray();
        Assert.Equal((500, 510, 11), (all.Count, all[0]!["id"]!.GetValue<int>(), all[^1]!["id"]!.GetValue<int>()));
        var some = (await _routes.SendAsync("GET", "/_local/outbox.json?kind=mail&to=user50&after=500")).Json["items"]!.AsArray();
        Assert.Equal([508, 506, 504, 502], some.Select(i => i!["id"]!.GetValue<int>()));
        Assert.Equal(400, (await _routes.SendAsync("GET", "/_local/outbox.json?kind=letter")).Status);
    }

    [Fact]
    public void A_few_huge_mails_do_not_fill_the_memory()
    {
        for (var n = 0; n < 10; n++) _outbox.Add(OutboxKind.Mail, "a", "", new string('x', 20_000_000), null, []);

        Assert.InRange(_outbox.Items().Count, 1, 3);
    }

    [Fact]
    public async Task A_page_shows_a_strangers_html_in_a_frame_that_may_do_nothing()
    {
        _outbox.Add(OutboxKind.Mail, "\"<script>\"@example.org", "<img src=x onerror=alert(1)>", "</pre><script>alert(2)</script>", "<p title=\"q\">hi</p><script>alert(3)</script>", new() { ["<b>"] = "<i>" });

        var page = await _routes.SendAsync("GET", "/_local/outbox");

        Assert.DoesNotContain("<script", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Body, StringComparison.Ordinal);
        Assert.Contains("<iframe sandbox title=\"The mail's HTML\" srcdoc=\"&lt;p title=&quot;q&quot;&gt;hi&lt;/p&gt;&lt;script&gt;", page.Body, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_keeps_body_and_headers()
    {
        var answer = await _webhooks.SendAsync("POST", "/_local/webhooks/alice", """{"id":1}""", null, ("X-Signature", "sha256=ab"));

        Assert.Equal(200, answer.Status);
        var item = Assert.Single((await _webhooks.SendAsync("GET", "/_local/webhooks/alice")).Json["items"]!.AsArray())!;
        Assert.Equal(("""{"id":1}""", "sha256=ab", "webhook"), ($"{item["text"]}", $"{item["details"]!["X-Signature"]}", $"{item["kind"]}"));
        Assert.Empty((await _webhooks.SendAsync("GET", "/_local/webhooks/bob")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task A_webhook_fails_as_ordered_until_the_order_ends()
    {
        await OrderAsync("""{"status":500,"count":1}""");
        Assert.Equal((500, 200), (await PostAsync(), await PostAsync()));

        await OrderAsync("""{"redirect":"http://169.254.169.254/latest"}""");
        var redirect = await _webhooks.SendAsync("POST", "/_local/webhooks/alice");
        Assert.Equal((302, "http://169.254.169.254/latest"), (redirect.Status, redirect.Headers.Location.ToString()));
        Assert.Equal(200, (await _webhooks.SendAsync("POST", "/_local/webhooks/bob")).Status);

        await OrderAsync("""{"status":503,"until":"2026-05-01T13:00:00Z"}""");
        Assert.Equal(503, await PostAsync());
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, await PostAsync());

        await OrderAsync("""{"delayMs":30000}""");
        var late = PostAsync();
        Assert.False(late.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(200, await late);
    }

    [Theory]
    [InlineData("""{"status":99}""")]
    [InlineData("""{"stauts":500}""")]
    [InlineData("""{"status":"500"}""")]
    [InlineData("""{"until":"tomorrow"}""")]
    [InlineData("no json")]
    public async Task An_order_that_is_not_understood_is_refused(string order) =>
        Assert.Equal(400, (await _webhooks.SendAsync("POST", "/_local/webhooks/alice/faults", order)).Status);

    [Fact]
    public async Task No_page_of_another_site_may_order_faults_or_empty_the_outbox()
    {
        Assert.Equal(400, (await _webhooks.SendAsync("POST", "/_local/webhooks/alice/faults", """{"status":500}""", null, ("Origin", "https://example.com"))).Status);
        Assert.Equal(405, (await _routes.SendAsync("DELETE", "/_local/outbox.json", "", null, ("Origin", "https://example.com"))).Status);
    }

    private async Task OrderAsync(string order) => Assert.Equal(200, (await _webhooks.SendAsync("POST", "/_local/webhooks/alice/faults", order)).Status);

    private async Task<int> PostAsync() => (await _webhooks.SendAsync("POST", "/_local/webhooks/alice", "{}")).Status;
}

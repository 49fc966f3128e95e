using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Pipeline;
using static EventChat.UnitTests.Notifications.Backstage;

namespace EventChat.UnitTests.Notifications;

/// <summary>notification.asl.json and digest.asl.json as they are deployed.</summary>
public sealed class NotificationWorkflowTests : IDisposable
{
    private const string Hook = "https://hooks.example.com/bob";
    private readonly Backstage _stage = new();
    private readonly NotificationMachine _machine;

    public NotificationWorkflowTests() => _machine = new(_stage);

    public void Dispose() => _stage.Dispose();

    private async Task<JsonNode> SaidAsync(NotificationPreferences bobs, string text = "Hello")
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice, Mailed);
        await _stage.JoinAsync(Bob, bobs);
        return Input(await _stage.SayAsync(Alice, text));
    }

    private JsonNode Input(params TellMessage[] messages) =>
        JsonSerializer.SerializeToNode(new NotificationInput(_stage.Room, messages), NotificationJson.Default.NotificationInput)!;

    private async Task SucceedsAsync(JsonNode input, DateTimeOffset? at = null, string? id = null)
    {
        var result = await _machine.RunAsync(input, at, id);
        Assert.True(result.Status is ExecutionStatus.Succeeded, $"{result.Error} {result.Cause}");
    }

    [Fact]
    public async Task All_channels_get_it_once_however_often_the_execution_is_repeated()
    {
        var input = await SaidAsync(Mailed with { PushTarget = "arn:aws:sns:us-east-1:1:endpoint/GCM/a/b", WebhookUrl = Hook });
        await SucceedsAsync(input, id: "run");
        await SucceedsAsync(input, id: "run");
        await SucceedsAsync(input);

        var mail = Assert.Single(_machine.Mails);
        Assert.Equal("noreply@example.com", (string?)mail["FromEmailAddress"]);
        Assert.Equal("bob@example.com", (string?)mail["Destination"]!["ToAddresses"]![0]);
        Assert.Equal("New message from Alice in Support", (string?)mail["Content"]!["Simple"]!["Subject"]!["Data"]);
        Assert.Contains("Hello", (string?)mail["Content"]!["Simple"]!["Body"]!["Html"]!["Data"], StringComparison.Ordinal);
        Assert.Equal(("arn:aws:sns:us-east-1:1:endpoint/GCM/a/b", "json"), ((string?)Assert.Single(_machine.Pushes)["TargetArn"], (string?)_machine.Pushes[0]["MessageStructure"]));
        Assert.Equal("bob", (string?)Assert.Single(_machine.Webhooks).Delivery["userId"]);
        Assert.Empty(_machine.Queue);
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Fact]
    public async Task More_than_a_hundred_recipients_are_told_in_bounded_batches_and_each_once()
    {
        await _stage.OpenAsync(members: 230);
        await _stage.JoinAsync(Alice);
        for (var i = 0; i < 230; i++) await _stage.JoinAsync(new($"reader-{i:D3}"), Mailed);
        var widest = 0;
        _machine.Fails = (name, call) =>
        {
            if (name == "tell") widest = Math.Max(widest, call!["Payload"]!["input"]!["recipients"]!.AsArray().Count);
            return null;
        };
        await SucceedsAsync(Input(await _stage.SayAsync(Alice, "Hello all")));
        Assert.Equal(230, _machine.Mails.Count);
        Assert.Equal(230, _machine.Mails.Select(m => (string?)m["Destination"]!["ToAddresses"]![0]).Distinct().Count());
        Assert.Equal(Limits.RecipientsPerBatch, widest);
        Assert.Empty(_machine.Queue);
    }

    [Fact]
    public async Task A_target_that_is_down_for_an_hour_gets_it_after_and_the_mail_waits_for_nobody()
    {
        var input = await SaidAsync(Mailed with { WebhookUrl = Hook });
        var up = _stage.Now.AddHours(1);
        _machine.Fails = (name, _) => name == "webhook" && _stage.Now < up ? "WebhookFailedException" : null;

        await SucceedsAsync(input);
        Assert.Single(_machine.Mails);
        var executions = 1;
        while (_machine.Queue.Count > 0)
        {
            Assert.True(++executions < 20);
            var message = Assert.Single(_machine.Queue);
            Assert.Equal(("retry", "notification"), (message.Queue, (string?)message.Body["workflow"]));
            Assert.InRange(message.DelaySeconds, 60, 900);
            // Ids and nothing else: no text, no address, no secret.
            Assert.Equal(["userId", "key", "channel"], message.Body["input"]!["parked"]!.AsObject().Select(p => p.Key));
            _machine.Queue.Clear();
            await SucceedsAsync(message.Body["input"]!, _stage.Now.AddSeconds(message.DelaySeconds));
        }

        var call = Assert.Single(_machine.Webhooks);
        Assert.InRange(call.At - up, TimeSpan.Zero, TimeSpan.FromMinutes(16));
        Assert.Single(_machine.Mails);
        Assert.Null((await _stage.Deliveries.FindAsync(Bob, (string)call.Delivery["key"]!, default)).Value);
    }

    [Fact]
    public async Task A_target_that_never_comes_back_is_given_up_after_sixty_attempts()
    {
        var input = await SaidAsync(new(WebhookUrl: Hook));
        _machine.Fails = (name, _) => name == "webhook" ? "WebhookFailedException" : null;
        await SucceedsAsync(input);
        for (var attempt = 1; attempt < Deliveries.Attempts; attempt++)
        {
            var message = Assert.Single(_machine.Queue);
            Assert.Equal(attempt, (int)message.Body["input"]!["attempt"]!);
            _machine.Queue.Clear();
            await SucceedsAsync(message.Body["input"]!, _stage.Now.AddSeconds(message.DelaySeconds));
        }
        Assert.Equal("failures", Assert.Single(_machine.Queue).Queue);
    }

    [Theory]
    [InlineData("webhook", "WebhookRefusedException")]
    [InlineData("mail", "SesV2.MessageRejectedException")]
    [InlineData("push", "SNS.EndpointDisabledException")]
    public async Task What_is_refused_for_good_is_not_tried_again(string channel, string error)
    {
        var input = await SaidAsync(new(
            Email: channel == "mail", WebhookUrl: channel == "webhook" ? Hook : null, PushTarget: channel == "push" ? "arn:aws:sns:us-east-1:1:endpoint/GCM/a/b" : null));
        _machine.Fails = (name, _) => name == channel ? error : null;
        await SucceedsAsync(input);
        var message = Assert.Single(_machine.Queue);
        Assert.Equal(("failures", error), (message.Queue, (string?)message.Body["error"]));
        Assert.DoesNotContain("Hello", message.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(_machine.Tasks, channel);
        _machine.Queue.Clear();
        await SucceedsAsync(input);
        Assert.Empty(_machine.Queue);
    }

    [Fact]
    public async Task A_short_failure_is_got_over_within_the_execution()
    {
        var input = await SaidAsync(new(WebhookUrl: Hook));
        var calls = 0;
        _machine.Fails = (name, _) => name == "webhook" && ++calls < 3 ? "WebhookFailedException" : null;
        await SucceedsAsync(input);
        Assert.Single(_machine.Webhooks);
        Assert.Empty(_machine.Queue);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("tell")]
    [InlineData("delivered")]
    public async Task An_execution_that_fails_is_started_again_and_mails_once(string task)
    {
        var input = await SaidAsync(Mailed);
        _machine.Fails = (name, _) => name == task ? "Lambda.ServiceException" : null;
        // "delivered" fails once the mail is out: the one window. Until the lease is over, nobody else mails.
        await SucceedsAsync(input);
        var message = Assert.Single(_machine.Queue);
        Assert.Equal(("retry", 60, 1), (message.Queue, message.DelaySeconds, (int)message.Body["input"]!["attempt"]!));
        Assert.Equal(input["messages"]!.ToJsonString(), message.Body["input"]!["messages"]!.ToJsonString());

        _machine.Queue.Clear();
        _machine.Fails = (_, _) => null;
        await SucceedsAsync(message.Body["input"]!, _stage.Now.AddSeconds(60));
        if (task == "delivered") Assert.Equal("retry", Assert.Single(_machine.Queue).Queue);
        Assert.Single(_machine.Mails);
        Assert.Single(await _stage.FeedAsync(Bob));
    }

    [Theory]
    [InlineData("tell")]
    [InlineData("delivered")]
    [InlineData("queue")]
    [InlineData("parked")]
    public async Task A_task_whose_answer_is_lost_is_repeated_and_nothing_is_done_twice(string task)
    {
        var input = await SaidAsync(Mailed with { WebhookUrl = Hook });
        var lost = 0;
        _machine.Fails = (name, _) => name == "webhook" && task is "queue" or "parked" ? "WebhookFailedException" : null;
        _machine.FailsAfterwards = (name, _) => name == task && ++lost == 1 ? "Lambda.ServiceException" : null;
        await SucceedsAsync(input);
        Assert.True(lost > 0);
        Assert.Single(_machine.Mails);
        Assert.Single(await _stage.FeedAsync(Bob));

        // A message that was sent twice is one delivery.
        _machine.Fails = (_, _) => null;
        foreach (var message in _machine.Queue.ToList()) await SucceedsAsync(message.Body["input"]!, _stage.Now.AddSeconds(60));
        Assert.Single(_machine.Webhooks);
    }

    [Fact]
    public async Task An_execution_that_fails_for_ever_ends_in_the_failure_queue()
    {
        var input = await SaidAsync(Mailed);
        input["attempt"] = Deliveries.Attempts - 1;
        _machine.Fails = (name, _) => name == "tell" ? "Lambda.ServiceException" : null;
        await SucceedsAsync(input);
        Assert.Equal("failures", Assert.Single(_machine.Queue).Queue);
    }

    [Fact]
    public async Task A_digest_is_mailed_by_the_notification_workflow_and_once()
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice);
        await _stage.JoinAsync(Bob, new(DigestAt: "13:00"), "2026-03-02T13:00:00Z");
        await SucceedsAsync(Input(await _stage.SayAsync(Alice, "Hello")));

        foreach (var _ in new[] { 1, 2 })
            Assert.Equal(ExecutionStatus.Succeeded, (await _machine.RunAsync(new JsonObject(), Noon.AddHours(1), workflow: "digest")).Status);
        var message = Assert.Single(_machine.Queue);
        Assert.Equal("retry", message.Queue);
        await SucceedsAsync(message.Body["input"]!);
        await SucceedsAsync(message.Body["input"]!);
        Assert.Equal("1 new message you have not read", (string?)Assert.Single(_machine.Mails)["Content"]!["Simple"]!["Subject"]!["Data"]);
    }

    [Fact]
    public async Task A_digest_that_fails_stays_due_and_the_others_go_on()
    {
        await _stage.OpenAsync();
        await _stage.JoinAsync(Alice);
        foreach (var user in new[] { Bob, Carol }) await _stage.JoinAsync(user, new(DigestAt: "13:00"), "2026-03-02T13:00:00Z");
        await SucceedsAsync(Input(await _stage.SayAsync(Alice, "Hello")));
        _machine.Fails = (name, call) => name == "digest" && (string?)call!["Payload"]!["input"]!["userId"] == "bob" ? "Lambda.ServiceException" : null;
        await _machine.RunAsync(new JsonObject(), Noon.AddHours(1), workflow: "digest");
        Assert.Equal("carol", (string?)Assert.Single(_machine.Queue).Body["input"]!["parked"]!["userId"]);
        _machine.Fails = (_, _) => null;
        await _machine.RunAsync(new JsonObject(), Noon.AddHours(1.25), workflow: "digest");
        Assert.Equal("bob", (string?)_machine.Queue[1].Body["input"]!["parked"]!["userId"]);
    }
}

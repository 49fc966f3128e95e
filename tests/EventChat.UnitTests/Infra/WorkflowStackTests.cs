using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Infra;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

/// <summary>What lies between the workflows: queues, the bus, the schedule, alarms.</summary>
public class WorkflowStackTests
{
    private const string Queue = "aws:sqs/queue:Queue", Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping", Target = "aws:cloudwatch/eventTarget:EventTarget";

    private static readonly PrintedProgram WithWebhook = With(("integrationWebhookUrl", "https://hook.example.com/in"), ("integrationWebhookKey", "abc"));

    [Fact]
    public void A_queue_gives_up_what_fails_to_another_or_is_that_other_one_and_keeps_it_for_two_weeks_and_rings()
    {
        foreach (var (name, queue) in Development.All(Queue))
        {
            Assert.Equal("true", queue["sqsManagedSseEnabled"]!.ToString());
            if (queue["redrivePolicy"] is { } redrive)
            {
                var failures = name is "backgroundQueue" ? "backgroundFailures" : "workflowFailures";
                Assert.Equal($$$"""{"fn::toJSON":{"deadLetterTargetArn":"${{{{failures}}}.arn}","maxReceiveCount":"5"}}""", redrive.ToJsonString());
                continue;
            }
            Assert.Equal("1209600", queue["messageRetentionSeconds"]!.ToString());
            Assert.Contains(Development.All("aws:cloudwatch/metricAlarm:MetricAlarm"), alarm =>
                alarm.Inputs["metricName"]?.ToString() is "ApproximateNumberOfMessagesVisible" && alarm.Inputs["dimensions"]!["QueueName"]!.ToString() == $"${{{name}.name}}");
        }
    }

    [Fact]
    public void A_queue_of_failures_takes_them_from_its_own_queues_or_from_none()
    {
        var allowed = Development.All("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").ToDictionary(
            policy => Named(policy.Inputs["queueUrl"]!), policy => policy.Inputs["redriveAllowPolicy"]!["fn::toJSON"]!);
        foreach (var (name, _) in Development.All(Queue).Where(queue => queue.Inputs["redrivePolicy"] is null))
        {
            var sources = Development.All(Queue).Where(queue => queue.Inputs["redrivePolicy"]?.ToJsonString().Contains($"${{{name}.arn}}", StringComparison.Ordinal) is true)
                .Select(queue => $"${{{queue.Name}.arn}}").Order();
            Assert.Equal(sources, (allowed[name]["sourceQueueArns"]?.AsArray() ?? []).Select(source => source!.ToString()).Order());
            Assert.Equal(sources.Any() ? "byQueue" : "denyAll", allowed[name]["redrivePermission"]!.ToString());
        }
    }

    [Fact]
    public void No_function_is_invoked_by_anybody_who_does_not_wait_for_its_answer()
    {
        // Else it would need a bound on retries and a place for what is given up (FunctionEventInvokeConfig). A permission lets a service in, and Cognito waits.
        Assert.All(Development.All("aws:lambda/permission:Permission"), permission => Assert.Equal("cognito-idp.amazonaws.com", permission.Inputs["principal"]!.ToString()));
        Assert.All(Development.All(Target), target => Assert.DoesNotContain("Function.arn", target.Inputs["arn"]!.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain("InvocationType", Development.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_stays_hidden_for_six_times_as_long_as_its_function_may_take()
    {
        var feeds = Development.All(Mapping).Where(mapping => mapping.Inputs["eventSourceArn"]!.ToString().Contains("Queue", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["backgroundFeed", "notifierFeed", "restartFeed"], feeds.Select(feed => feed.Name));
        foreach (var (_, feed) in feeds)
        {
            var queue = Development.Inputs(Named(feed["eventSourceArn"]!));
            var function = Development.Inputs(Named(feed["functionName"]!));
            Assert.True(int.Parse(queue["visibilityTimeoutSeconds"]!.ToString()) >= 6 * int.Parse(function["timeout"]!.ToString()));
            Assert.Equal("""["ReportBatchItemFailures"]""", feed["functionResponseTypes"]!.ToJsonString());
            Assert.InRange(int.Parse(feed["scalingConfig"]!["maximumConcurrency"]!.ToString()), 2, 1_000);
        }
        Assert.Equal($"{Limits.GraceSeconds}", Development.Inputs("notifyQueue")["delaySeconds"]!.ToString());
    }

    [Fact]
    public void What_a_rule_or_a_schedule_can_not_deliver_is_kept()
    {
        var targets = WithWebhook.All(Target);
        Assert.Equal(2, targets.Count);
        Assert.All(targets, target => Assert.Equal("${integrationFailures.arn}", target.Inputs["deadLetterConfig"]!["arn"]!.ToString()));
        var allowed = Statements(WithWebhook.Inputs("integrationFailuresAccess")["policy"]!);
        Assert.Equal(targets.Select(target => $"${{{Named(target.Inputs["rule"]!)}.arn}}"), allowed.Select(s => s["Condition"]!["ArnEquals"]!["aws:SourceArn"]!.ToString()));
        Assert.All(Development.All("aws:scheduler/schedule:Schedule"), schedule => Assert.Equal("${workflowFailures.arn}", schedule.Inputs["target"]!["deadLetterConfig"]!["arn"]!.ToString()));
    }

    [Fact]
    public void Integration_events_are_logged_archived_and_sent_to_a_server_only_where_one_is_configured()
    {
        const string Ours = """{"fn::toJSON":{"source":["eventchat"]}}""";
        Assert.Equal(("30", "${integrationBus.arn}"), (Development.Inputs("integrationArchive")["retentionDays"]!.ToString(), Development.Inputs("integrationArchive")["eventSourceArn"]!.ToString()));
        Assert.Equal("${integrationLogs.arn}", Development.Inputs("integrationLogTarget")["arn"]!.ToString());
        Assert.StartsWith("/aws/events/", Development.Inputs("integrationLogs")["name"]!.ToString(), StringComparison.Ordinal);
        Assert.Single(Development.All(Target));
        Assert.Equal("""{"apiKey":{"key":"x-api-key","value":{"fn::secret":"${integrationWebhookKey}"}}}""", WithWebhook.Inputs("webhookConnection")["authParameters"]!.ToJsonString());
        Assert.Equal("${webhookDestination.arn}", WithWebhook.Inputs("webhookTarget")["arn"]!.ToString());
        Assert.Equal((Ours, Ours), (WithWebhook.Inputs("webhookRule")["eventPattern"]!.ToJsonString(), Development.Inputs("integrationArchive")["eventPattern"]!.ToJsonString()));
    }

    [Fact]
    public void The_router_puts_only_events_of_this_source_on_the_bus()
    {
        var grant = Assert.Single(Statements(Development.Inputs("routerPolicy")["policy"]!), s => s["Action"]!.ToJsonString() == """["events:PutEvents"]""");
        Assert.Equal("""["${integrationBus.arn}"]""", grant["Resource"]!.ToJsonString());
        Assert.Equal($$$"""{"StringEquals":{"events:source":"{{{IntegrationEvents.Source}}}"}}""", grant["Condition"]!.ToJsonString());
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("4", "4")]
    [InlineData("0", null)]
    public void Moderation_is_bounded_as_configured(string concurrency, string? reserved) =>
        Assert.Equal(reserved, With(("moderationConcurrency", concurrency)).Inputs("moderationFunction")["reservedConcurrentExecutions"]?.ToString());

    [Fact]
    public void Every_alarm_rings_somewhere_and_silence_is_none()
    {
        Assert.All(Development.All("aws:cloudwatch/metricAlarm:MetricAlarm"), alarm =>
        {
            Assert.Equal("""["${alarms.arn}"]""", alarm.Inputs["alarmActions"]!.ToJsonString());
            Assert.Equal("notBreaching", alarm.Inputs["treatMissingData"]!.ToString());
        });
        Assert.Equal("on-call@example.com", With(("alarmMail", "on-call@example.com")).Inputs("alarmSubscription")["endpoint"]!.ToString());
        var watched = string.Join('\n', Development.All("aws:cloudwatch/metricAlarm:MetricAlarm").Where(alarm => alarm.Inputs["metricName"] is not null)
            .Select(alarm => alarm.Inputs["dimensions"]!.ToJsonString() + alarm.Inputs["metricName"]));
        foreach (var (name, _) in Development.All("aws:lambda/function:Function")) Assert.Contains($"${{{name}.name}}\"}}Errors", watched, StringComparison.Ordinal);
        foreach (var (name, _) in Development.All("aws:sfn/stateMachine:StateMachine")) Assert.Contains($"${{{name}.arn}}\"}}ExecutionsFailed", watched, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stay_within_what_AWS_takes_for_the_longest_stage_that_is_accepted()
    {
        var stage = Enumerable.Range(1, 64).Select(length => new string('s', length)).TakeWhile(IsAccepted).Last();
        Assert.True(stage.Length >= 24, $"Only {stage.Length} characters are left for a stage.");
        var program = Of(stage);
        foreach (var (type, longest) in new[]
                 {
                     ("aws:lambda/function:Function", 64), ("aws:iam/role:Role", 64), ("aws:sfn/stateMachine:StateMachine", 80), (Queue, 80), ("aws:cloudwatch/eventArchive:EventArchive", 48),
                     ("aws:cloudwatch/eventRule:EventRule", 64), ("aws:scheduler/schedule:Schedule", 64), ("aws:cloudwatch/metricAlarm:MetricAlarm", 255), ("aws:sns/topic:Topic", 256),
                 })
            Assert.All(program.All(type), resource => Assert.InRange(resource.Inputs["name"]!.ToString().Length, 1, longest));
    }

    private static bool IsAccepted(string stage)
    {
        try
        {
            _ = StackProgram.Render(StackProgram.Development with { Stack = stage });
            return true;
        }
        catch (Pulumi.RunException)
        {
            return false;
        }
    }

    /// <summary>Of <c>${name.output}</c>.</summary>
    private static string Named(JsonNode reference) => reference.ToString()[2..].Split('.')[0];
}

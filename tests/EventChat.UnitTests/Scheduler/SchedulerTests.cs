using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.EventBridge;
using EventChat.Local.Scheduler;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using EventChat.UnitTests.EventBridge;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Scheduler;

public sealed class SchedulerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scheduler-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_one_off_fires_once_with_its_context_and_goes()
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        Create(scheduler, "once", "at(2026-03-01T13:00:00)", """
            ,"ActionAfterCompletion":"DELETE"
            """, input: "{\\\"at\\\":\\\"<aws.scheduler.scheduled-time>\\\",\\\"who\\\":\\\"<aws.scheduler.schedule-arn>\\\",\\\"try\\\":<aws.scheduler.attempt-number>}");

        scheduler.Clock.FireDue();
        await bus.IdleAsync;
        Assert.Empty(bus.Calls);

        bus.Clock.Advance(TimeSpan.FromHours(1));
        scheduler.Clock.FireDue();
        scheduler.Clock.FireDue();
        await bus.IdleAsync;

        Assert.Equal($$"""{"at":"2026-03-01T13:00:00Z","who":"{{LocalAddress.Arn("scheduler", "schedule/default/once")}}","try":1}""", bus.Bodies("queue").Single());
        Assert.Throws<EventsException>(() => scheduler.Schedules.Get("once", null));
    }

    [Fact]
    public async Task A_one_off_that_was_missed_is_made_up_for_and_a_recurring_one_is_not()
    {
        await using (var bus = new LocalBus())
        await using (var scheduler = Scheduler(bus))
        {
            Create(scheduler, "once", "at(2026-03-01T13:00:00)");
            Create(scheduler, "often", "cron(0/10 * * * ? *)");
        }
        await using var later = new LocalBus();
        later.Clock.Advance(TimeSpan.FromHours(5));
        await using var restarted = Scheduler(later);

        restarted.Start();
        restarted.Clock.FireDue();
        await later.IdleAsync;

        Assert.Contains("schedule/default/once", later.Bodies("queue").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_schedules_and_those_out_of_their_dates_are_silent()
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        var now = bus.Clock.GetUtcNow().ToUnixTimeSeconds();
        Create(scheduler, "off", "rate(1 minute)", """,  "State":"DISABLED" """);
        Create(scheduler, "later", "rate(1 minute)", $$""", "StartDate":{{now + 3_600}}""");
        Create(scheduler, "past", "rate(1 minute)", $$""", "StartDate":{{now - 7_200}}, "EndDate":{{now - 3_600}}""");

        bus.Clock.Advance(TimeSpan.FromMinutes(30));
        scheduler.Clock.FireDue();
        await bus.IdleAsync;
        Assert.Empty(bus.Calls);

        bus.Clock.Advance(TimeSpan.FromMinutes(30));
        scheduler.Clock.FireDue();
        await bus.IdleAsync;
        Assert.Contains("2026-03-01T13:00:00Z", bus.Bodies("queue").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flexible_window_spreads_the_call_within_it()
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        scheduler.Schedules.Create("loose", new EventsRequest(JsonNode.Parse($$$"""
            {"ScheduleExpression":"at(2026-03-01T13:00:00)","FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":60},
             "Target":{"Arn":"{{{LocalBus.Queue}}}","RoleArn":"arn:aws:iam::000000000000:role/r"}}
            """)!.AsObject()));

        bus.Clock.Advance(TimeSpan.FromMinutes(60));
        scheduler.Clock.FireDue();
        var early = bus.Calls.Count;
        bus.Clock.Advance(TimeSpan.FromMinutes(60));
        scheduler.Clock.FireDue();
        await bus.IdleAsync;

        Assert.Equal((0, 1), (early, bus.Calls.Count));
    }

    [Fact]
    public async Task Operations_and_buses_are_called_directly()
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        Create(scheduler, "sdk", "at(2026-03-01T11:00:00)", target: "\"Arn\":\"arn:aws:scheduler:::aws-sdk:sfn:startExecution\"", input: "{\\\"StateMachineArn\\\":\\\"m\\\"}");
        Create(scheduler, "event", "at(2026-03-01T11:00:00)",
            target: $$"""
                 "Arn":"{{LocalAddress.Arn("events", "event-bus/default")}}","EventBridgeParameters":{"DetailType":"t","Source":"s"}
                """, input: "{\\\"a\\\":1}");

        scheduler.Clock.FireDue();
        await bus.IdleAsync;

        Assert.Equal("m", bus.Calls.Single(call => call.Operation is "StartExecution").Request["stateMachineArn"]!.ToString());
        Assert.Equal("""{"EventBusName":"default","Source":"s","DetailType":"t","Detail":"{\u0022a\u0022:1}"}""",
            bus.Calls.Single(call => call.Operation is "PutEvents").Request["Entries"]![0]!.ToJsonString());
    }

    [Theory]
    [InlineData(""" "ScheduleExpression":"cron(0 0 * * * *)" """, "cron")]
    [InlineData(""" "ScheduleExpressionTimezone":"Mars/Base" """, "Mars/Base")]
    [InlineData(""" "FlexibleTimeWindow":{"Mode":"FLEXIBLE"} """, "MaximumWindowInMinutes")]
    [InlineData(""" "Target":{"Arn":"arn:aws:kinesis:us-east-1:000000000000:stream/x","RoleArn":"r"} """, "Arn")]
    [InlineData(""" "Target":{"Arn":"arn:aws:scheduler:::aws-sdk:dynamodb:getItem","RoleArn":"r","Input":"{}"} """, "Arn")]
    [InlineData(""" "Target":{"Arn":"arn:aws:sqs:us-east-1:000000000000:q","RoleArn":"r","EcsParameters":{}} """, "EcsParameters")]
    [InlineData(""" "Surprise":1 """, "Surprise")]
    public async Task A_schedule_that_can_not_be_is_refused(string change, string named)
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        var body = JsonNode.Parse($$"""
            {"ScheduleExpression":"rate(1 minute)","FlexibleTimeWindow":{"Mode":"OFF"},"Target":{"Arn":"{{LocalBus.Queue}}","RoleArn":"r"} }
            """)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{change}}}")!.AsObject()) body[name] = value?.DeepClone();

        Assert.Contains(named, Assert.Throws<EventsException>(() => scheduler.Schedules.Create("s", new EventsRequest(body))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_declares_a_schedule_again_without_losing_what_is_due()
    {
        await using var bus = new LocalBus();
        await using var scheduler = Scheduler(bus);
        var inputs = JsonNode.Parse($$"""
            {"name":"nightly","scheduleExpression":"cron(0 3 * * ? *)","scheduleExpressionTimezone":"Europe/Berlin","flexibleTimeWindow":{"mode":"OFF"},
             "target":{"arn":"{{LocalBus.Function}}","roleArn":"r","retryPolicy":{"maximumRetryAttempts":3} } }
            """)!.AsObject();
        var resource = new ResourceDeclaration("nightly", "aws:scheduler/schedule:Schedule", inputs);

        var first = await scheduler.Provider.CreateAsync(resource, default);
        var made = scheduler.Schedules.Get("nightly", null)["LastModificationDate"]!.ToJsonString();
        bus.Clock.Advance(TimeSpan.FromHours(1));
        await scheduler.Provider.CreateAsync(resource, default);

        Assert.Equal(LocalAddress.Arn("scheduler", "schedule/default/nightly"), first["arn"]!.ToString());
        Assert.Equal(made, scheduler.Schedules.Get("nightly", null)["LastModificationDate"]!.ToJsonString());
    }

    private SchedulerEmulator Scheduler(LocalBus bus) => new(bus.Emulator, _folder, new WellFormedSignature(), bus.Clock, NullLogger.Instance);

    private static void Create(SchedulerEmulator scheduler, string name, string expression, string more = "", string? target = null, string? input = null) =>
        scheduler.Schedules.Create(name, new EventsRequest(JsonNode.Parse($$$"""
            {"ScheduleExpression":"{{{expression}}}","FlexibleTimeWindow":{"Mode":"OFF"} {{{more}}},
             "Target":{ {{{target ?? $"\"Arn\":\"{LocalBus.Queue}\""}}},"RoleArn":"arn:aws:iam::000000000000:role/r" {{{(input is null ? "" : $",\"Input\":\"{input}\"")}}} } }
            """)!.AsObject()));
}

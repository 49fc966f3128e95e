namespace EventChat.EmulatorTests.EventBridge;

public sealed class CliTests(BusServer server) : IClassFixture<BusServer>
{
    private readonly AwsCli _aws = new(server.Url);

    [SkippableFact(Timeout = 120_000)]
    public async Task The_command_line_drives_a_bus_from_its_making_to_its_end()
    {
        Skip.IfNot(AwsCli.IsThere, "There is no AWS CLI on this machine.");
        await _aws.RunAsync("events", "create-event-bus", "--name", "orders");
        await _aws.RunAsync("events", "put-rule", "--name", "big", "--event-bus-name", "orders", "--event-pattern", """{"detail":{"n":[{"numeric":[">",10]}]}}""");
        var put = await _aws.RunAsync("events", "put-targets", "--rule", "big", "--event-bus-name", "orders",
            "--targets", """[{"Id":"q","Arn":"arn:aws:sqs:us-east-1:000000000000:big","InputPath":"$.detail"}]""");
        Assert.Equal(0, put!["FailedEntryCount"]!.GetValue<int>());

        var sent = await _aws.RunAsync("events", "put-events", "--entries",
            """[{"Source":"s","DetailType":"t","Detail":"{\"n\":9}","EventBusName":"orders"},{"Source":"s","DetailType":"t","Detail":"{\"n\":11}","EventBusName":"orders","Time":"2026-01-01T00:00:00Z"},{"Source":"s","DetailType":"t","Detail":"x"}]""");
        Assert.Equal((1, "MalformedDetail"), (sent!["FailedEntryCount"]!.GetValue<int>(), sent["Entries"]![2]!["ErrorCode"]!.ToString()));
        var message = await server.ReceiveAsync(m => m["QueueUrl"]!.ToString().EndsWith("/000000000000/big", StringComparison.Ordinal), CancellationToken.None);
        Assert.Equal("""{"n":11}""", message["MessageBody"]!.ToString());

        var tested = await _aws.RunAsync("events", "test-event-pattern", "--event-pattern", """{"source":[{"wildcard":"a*c"}]}""", "--event",
            """{"id":"1","account":"0","source":"abc","time":"2026-01-01T00:00:00Z","region":"r","resources":[],"detail-type":"t","detail":{}}""");
        Assert.True(tested!["Result"]!.GetValue<bool>());
        var (exit, _, error) = await _aws.TryAsync("events", "put-rule", "--name", "bad", "--event-pattern", """{"source":"x"}""");
        Assert.NotEqual(0, exit);
        Assert.Contains("InvalidEventPatternException", error, StringComparison.Ordinal);
        Assert.Contains("source", error, StringComparison.Ordinal);

        await _aws.RunAsync("events", "remove-targets", "--rule", "big", "--event-bus-name", "orders", "--ids", "q");
        await _aws.RunAsync("events", "delete-rule", "--name", "big", "--event-bus-name", "orders");
        await _aws.RunAsync("events", "delete-event-bus", "--name", "orders");
        var buses = await _aws.RunAsync("events", "list-event-buses");
        Assert.Equal("default", buses!["EventBuses"]!.AsArray().Single()!["Name"]!.ToString());
    }

    [SkippableFact(Timeout = 120_000)]
    public async Task The_command_line_makes_a_schedule_that_fires()
    {
        Skip.IfNot(AwsCli.IsThere, "There is no AWS CLI on this machine.");
        const string target = """{"Arn":"arn:aws:sqs:us-east-1:000000000000:timed","RoleArn":"arn:aws:iam::000000000000:role/r","Input":"{\"now\":true}"}""";
        await _aws.RunAsync("scheduler", "create-schedule-group", "--name", "g", "--tags", "Key=a,Value=b");
        var made = await _aws.RunAsync("scheduler", "create-schedule", "--name", "once", "--group-name", "g", "--flexible-time-window", "Mode=OFF",
            "--schedule-expression", "at(2026-01-01T00:00:00)", "--target", target);
        Assert.Equal("arn:aws:scheduler:us-east-1:000000000000:schedule/g/once", made!["ScheduleArn"]!.ToString());
        var message = await server.ReceiveAsync(m => m["QueueUrl"]!.ToString().EndsWith("/timed", StringComparison.Ordinal), CancellationToken.None);
        Assert.Equal("""{"now":true}""", message["MessageBody"]!.ToString());

        await _aws.RunAsync("scheduler", "update-schedule", "--name", "once", "--group-name", "g", "--flexible-time-window", "Mode=OFF", "--start-date", "2030-01-01T00:00:00Z",
            "--schedule-expression", "cron(0 9 ? * MON-FRI *)", "--schedule-expression-timezone", "Europe/Berlin", "--target", target);
        var got = await _aws.RunAsync("scheduler", "get-schedule", "--name", "once", "--group-name", "g");
        Assert.Equal(("Europe/Berlin", "ENABLED"), (got!["ScheduleExpressionTimezone"]!.ToString(), got["State"]!.ToString()));
        Assert.Contains(got["StartDate"]!.ToString()[..10], (string[])["2030-01-01", "1893456000"]); // by the version of the command line
        var tags = await _aws.RunAsync("scheduler", "list-tags-for-resource", "--resource-arn", "arn:aws:scheduler:us-east-1:000000000000:schedule-group/g");
        Assert.Equal("b", tags!["Tags"]![0]!["Value"]!.ToString());
        Assert.Single((await _aws.RunAsync("scheduler", "list-schedules", "--group-name", "g"))!["Schedules"]!.AsArray());
        await _aws.RunAsync("scheduler", "delete-schedule", "--name", "once", "--group-name", "g");
        var (exit, _, error) = await _aws.TryAsync("scheduler", "get-schedule", "--name", "once", "--group-name", "g");
        Assert.NotEqual(0, exit);
        Assert.Contains("ResourceNotFoundException", error, StringComparison.Ordinal);
    }
}

namespace EventChat.EmulatorTests.StepFunctions;

public sealed class TaskTokenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_token_is_good_for_one_report()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"token"}]"""));
        var token = await host.TokenAsync(execution);
        Assert.Equal("InvalidOutput", (await host.RefusedAsync("SendTaskSuccess", new { taskToken = token, output = "{" })).Type);
        await host.CallAsync("SendTaskHeartbeat", new { taskToken = token });
        await host.CallAsync("SendTaskSuccess", new { taskToken = token, output = "[1]" });
        Assert.Equal("[1]", $"{(await host.EndAsync(execution))["output"]}");
        Assert.Equal("TaskTimedOut", (await host.RefusedAsync("SendTaskSuccess", new { taskToken = token, output = "[1]" })).Type);
        Assert.Equal("TaskTimedOut", (await host.RefusedAsync("SendTaskHeartbeat", new { taskToken = token })).Type);
    }

    [Fact]
    public async Task A_failure_is_reported_with_error_and_cause()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var execution = await host.StartExecutionAsync(await host.CreateAsync("m", """[{"Do":"token"}]"""));
        await host.CallAsync("SendTaskFailure", new { taskToken = await host.TokenAsync(execution), error = "Rejected", cause = "rude" });
        var ended = await host.EndAsync(execution);
        Assert.Equal(("FAILED", "Rejected", "rude"), ($"{ended["status"]}", $"{ended["error"]}", $"{ended["cause"]}"));
    }

    [Fact]
    public async Task A_token_that_was_not_made_here_is_invalid_and_one_of_a_deleted_execution_is_unknown()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var machine = await host.CreateAsync("m", """[{"Do":"token"}]""");
        var execution = await host.StartExecutionAsync(machine);
        var token = await host.TokenAsync(execution);
        foreach (var forged in (string[])["nonsense", token[..^4], new string('A', 1_000), (token[0] == 'A' ? "B" : "A") + token[1..]])
            Assert.Equal("InvalidToken", (await host.RefusedAsync("SendTaskSuccess", new { taskToken = forged, output = "1" })).Type);
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = machine });
        for (var limit = 0; (await host.TryAsync("DescribeExecution", new { executionArn = execution })).Succeeded && limit < 500; limit++) await Task.Delay(10);
        Assert.Equal("TaskDoesNotExist", (await host.RefusedAsync("SendTaskSuccess", new { taskToken = token, output = "1" })).Type);
    }
}

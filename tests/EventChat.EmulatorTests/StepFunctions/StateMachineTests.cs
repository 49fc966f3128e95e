namespace EventChat.EmulatorTests.StepFunctions;

public sealed class StateMachineTests : IDisposable
{
    private const string Role = "arn:aws:iam::000000000000:role/states";
    private const string Pass = """{"Steps":[{"Do":"pass"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_machine_is_created_once_described_updated_and_survives_the_host()
    {
        string arn;
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            arn = await host.CreateAsync("m", """[{"Do":"pass"}]""");
            Assert.Equal("arn:aws:states:us-east-1:000000000000:stateMachine:m", arn);
            Assert.Equal(arn, await host.CreateAsync("m", """[{"Do":"pass"}]"""));
            Assert.Equal("StateMachineAlreadyExists", (await host.RefusedAsync("CreateStateMachine", new { name = "m", definition = """{"Steps":[]}""", roleArn = Role })).Type);
            await host.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = """{"Steps":[]}""" });
            await host.CallAsync("TagResource", new { resourceArn = arn, tags = new[] { new { key = "team", value = "chat" } } });
        }
        await using (var host = await StatesHost.StartAsync(_folder))
        {
            var found = await host.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });
            Assert.Equal(("""{"Steps":[]}""", "ACTIVE", "STANDARD"), ($"{found["definition"]}", $"{found["status"]}", $"{found["type"]}"));
            Assert.NotNull(found["revisionId"]);
            Assert.Equal("""[{"key":"team","value":"chat"}]""", (await host.CallAsync("ListTagsForResource", new { resourceArn = arn }))["tags"]!.ToJsonString());
            await host.CallAsync("UntagResource", new { resourceArn = arn, tagKeys = new[] { "team" } });
            Assert.Empty((await host.CallAsync("ListTagsForResource", new { resourceArn = arn }))["tags"]!.AsArray());
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("a\u0007")]
    [InlineData("a\u0085b")]
    public async Task A_hostile_name_is_refused(string name)
    {
        await using var host = await StatesHost.StartAsync(_folder);
        Assert.Contains((await host.RefusedAsync("CreateStateMachine", new { name, definition = Pass, roleArn = Role })).Type, (string[])["InvalidName", "ValidationException"]);
    }

    [Fact]
    public async Task Dots_and_case_are_names_like_others()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        foreach (var name in (string[])["..", "A", "a", "é", new string('n', 80)]) await host.CreateAsync(name, "[]");
        Assert.Equal("InvalidName", (await host.RefusedAsync("CreateStateMachine", new { name = new string('n', 81), definition = Pass, roleArn = Role })).Type);
        var first = await host.CallAsync("ListStateMachines", new { maxResults = 3 });
        var rest = await host.CallAsync("ListStateMachines", new { maxResults = 3, nextToken = first["nextToken"]!.ToString() });
        Assert.Equal((3, 2, true), (first["stateMachines"]!.AsArray().Count, rest["stateMachines"]!.AsArray().Count, rest["nextToken"] is null));
        Assert.Equal("InvalidToken", (await host.RefusedAsync("ListStateMachines", new { nextToken = "nonsense!" })).Type);
    }

    [Fact]
    public async Task A_wrong_definition_is_refused_with_its_place()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var (type, message) = await host.RefusedAsync("CreateStateMachine", new { name = "m", definition = """{"Steps":[{"Do":"dance"}]}""", roleArn = Role });
        Assert.Equal(("InvalidDefinition", true), (type, message.Contains("/Steps/0", StringComparison.Ordinal)));
        var foreign = """{"Steps":[{"Do":"task","Service":"aws-sdk:ec2","Api":"runInstances"}]}""";
        (type, message) = await host.RefusedAsync("CreateStateMachine", new { name = "m", definition = foreign, roleArn = Role });
        Assert.Equal("InvalidDefinition", type);
        Assert.Contains("aws-sdk:dynamodb", message, StringComparison.Ordinal);
        var verdict = await host.CallAsync("ValidateStateMachineDefinition", new { definition = "{", severity = "WARNING" });
        Assert.Equal(("FAIL", "INVALID_JSON_DESCRIPTION"), ($"{verdict["result"]}", $"{verdict["diagnostics"]![0]!["code"]}"));
        Assert.Empty((await host.CallAsync("ValidateStateMachineDefinition", new { definition = Pass }))["diagnostics"]!.AsArray());
    }

    [Fact]
    public async Task What_is_not_emulated_is_refused()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var (type, message) = await host.RefusedAsync("PublishStateMachineVersion", new { });
        Assert.Equal(("UnknownOperationException", true), (type, message.Contains("StartSyncExecution", StringComparison.Ordinal)));
        Assert.Equal("ValidationException", (await host.RefusedAsync("CreateStateMachine", new { name = "m", definition = Pass, roleArn = Role, publish = true })).Type);
        Assert.Equal("ValidationException", (await host.RefusedAsync("ListStateMachines", new { colour = "red" })).Type);
        Assert.Equal("InvalidArn", (await host.RefusedAsync("DescribeStateMachine", new { stateMachineArn = "m" })).Type);
        Assert.Equal("StateMachineDoesNotExist", (await host.RefusedAsync(
            "DescribeStateMachine", new { stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:nobody" })).Type);
    }

    [Fact]
    public async Task Deleting_a_machine_ends_its_executions_and_frees_their_names()
    {
        await using var host = await StatesHost.StartAsync(_folder);
        var arn = await host.CreateAsync("m", """[{"Do":"token"}]""");
        var execution = await host.StartExecutionAsync(arn, name: "e");
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });
        await host.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });
        for (var limit = 0; (await host.TryAsync("DescribeExecution", new { executionArn = execution })).Succeeded && limit < 500; limit++) await Task.Delay(10);
        Assert.Equal("ExecutionDoesNotExist", (await host.RefusedAsync("DescribeExecution", new { executionArn = execution })).Type);
        arn = await host.CreateAsync("m", "[]");
        await host.EndAsync(await host.StartExecutionAsync(arn, name: "e"));
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>The AWS CLI, which knows nothing of us, through all operations.</summary>
public sealed class AwsCliTests : IAsyncLifetime
{
    private const string Role = "arn:aws:iam::000000000000:role/states";

    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;
    private StatesHost _host = null!;

    public async Task InitializeAsync() => _host = await StatesHost.StartAsync(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task A_machines_whole_life()
    {
        Skip.IfNot((await RunAsync("--version")).ExitCode == 0, "The AWS CLI is not installed.");
        var definition = """{"Steps":[{"Do":"token"},{"Do":"map","Items":2,"Processor":{"Steps":[]}}]}""";
        await CliAsync("validate-state-machine-definition", "--definition", definition);
        var machine = $"{(await CliAsync("create-state-machine", "--name", "m", "--definition", definition, "--role-arn", Role, "--tags", "key=a,value=b"))["stateMachineArn"]}";
        await CliAsync("update-state-machine", "--state-machine-arn", machine, "--role-arn", $"{Role}2");
        Assert.Equal($"{Role}2", $"{(await CliAsync("describe-state-machine", "--state-machine-arn", machine))["roleArn"]}");
        Assert.Single((await CliAsync("list-state-machines"))["stateMachines"]!.AsArray());
        Assert.Single((await CliAsync("list-tags-for-resource", "--resource-arn", machine))["tags"]!.AsArray());

        var execution = $"{(await CliAsync("start-execution", "--state-machine-arn", machine, "--input", """{"a":1}"""))["executionArn"]}";
        var token = await _host.TokenAsync(execution);
        await CliAsync("send-task-heartbeat", "--task-token", token);
        await CliAsync("send-task-success", "--task-token", token, "--task-output", "{}");
        await _host.EndAsync(execution);
        var described = await CliAsync("describe-execution", "--execution-arn", execution);
        Assert.Equal("SUCCEEDED", $"{described["status"]}");
        await CliAsync("describe-state-machine-for-execution", "--execution-arn", execution);
        Assert.Equal("ExecutionSucceeded", $"{(await CliAsync("get-execution-history", "--execution-arn", execution, "--reverse-order"))["events"]![0]!["type"]}");
        Assert.Single((await CliAsync("list-executions", "--state-machine-arn", machine, "--status-filter", "SUCCEEDED"))["executions"]!.AsArray());
        var run = $"{(await CliAsync("list-map-runs", "--execution-arn", execution))["mapRuns"]![0]!["mapRunArn"]}";
        Assert.Equal(2, (await CliAsync("describe-map-run", "--map-run-arn", run))["itemCounts"]!["succeeded"]!.GetValue<int>());
        Assert.Equal(2, (await CliAsync("list-executions", "--map-run-arn", run))["executions"]!.AsArray().Count);
        Assert.Contains("(ValidationException)", (await RunAsync([.. Cli("update-map-run"), "--map-run-arn", run, "--max-concurrency", "2"])).Said, StringComparison.Ordinal);
        Assert.Contains("(ExecutionNotRedrivable)", (await RunAsync([.. Cli("redrive-execution"), "--execution-arn", execution])).Said, StringComparison.Ordinal);

        var failing = $"{(await CliAsync("start-execution", "--state-machine-arn", machine))["executionArn"]}";
        await CliAsync("send-task-failure", "--task-token", await _host.TokenAsync(failing), "--error", "E", "--cause", "C");
        await _host.EndAsync(failing);
        await CliAsync("redrive-execution", "--execution-arn", failing);
        await CliAsync("stop-execution", "--execution-arn", failing, "--error", "Enough");
        await CliAsync("delete-state-machine", "--state-machine-arn", machine);
    }

    [SkippableFact]
    public async Task A_synchronous_execution_needs_the_host_prefix_off()
    {
        Skip.IfNot((await RunAsync("--version")).ExitCode == 0, "The AWS CLI is not installed.");
        var machine = await _host.CreateAsync("x", """[{"Do":"pass"}]""", "EXPRESS");
        Assert.Equal("""{"a":1}""", $"{(await CliAsync("start-sync-execution", "--state-machine-arn", machine, "--input", """{"a":1}"""))["output"]}");
    }

    private async Task<JsonNode> CliAsync(string command, params string[] arguments)
    {
        var run = await RunAsync([.. Cli(command), .. arguments]);
        Assert.True(run.ExitCode == 0, $"{command}: {run.Said}");
        return run.Said.Trim().Length == 0 ? new JsonObject() : JsonNode.Parse(run.Said)!;
    }

    private string[] Cli(string command) => ["--endpoint-url", $"{_host.Url}", "--output", "json", "stepfunctions", command];

    private static async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test", ["AWS_DEFAULT_REGION"] = "us-east-1", ["AWS_PAGER"] = "",
            ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
        }) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }
}

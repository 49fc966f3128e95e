using System.Diagnostics;
using EventChat.Local.DynamoDb;

namespace EventChat.EmulatorTests.Cognito;

/// <summary>Clients that know nothing of us: boto3, the AWS CLI and aws-amplify.</summary>
public sealed class StockClientTests(PoolServer pool) : IClassFixture<PoolServer>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string Scripts = Path.Combine(RepositoryRoot.Find(), "tests", "EventChat.EmulatorTests", "Cognito");

    [SkippableFact]
    public async Task Boto3_lives_through_a_users_life()
    {
        Skip.IfNot((await RunAsync("python3", "-c", "import boto3")).ExitCode == 0, "Python 3 with boto3 is not installed.");
        var run = await RunAsync("python3", Path.Combine(Scripts, "life_cycle.py"));
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Contains("15 steps passed", run.Said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Aws_amplify_signs_up_and_in_changes_its_mind_and_uses_a_second_factor()
    {
        Skip.IfNot((await RunAsync("node", "--version")).ExitCode == 0, "Node 20+ is not installed.");
        var packages = Path.Combine(RepositoryRoot.Find(), "tests", "amplify", "node_modules");
        Skip.IfNot(Directory.Exists(packages), "The npm packages of tests/amplify are not installed: run `npm ci` there, or ./eventchat test.");
        var run = await RunAsync("node", Path.Combine(Scripts, "amplify-auth.cjs"));
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Contains("\n10 steps passed", run.Said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_AWS_CLI_administers_the_pool()
    {
        Skip.IfNot((await RunAsync("aws", "--version")).ExitCode == 0, "The AWS CLI is not installed.");
        var created = await CliAsync("admin-create-user", "--username", "cli-user", "--temporary-password", "Temporary-7", "--message-action", "SUPPRESS",
            "--user-attributes", "Name=email,Value=cli@example.com", "Name=email_verified,Value=true");
        Assert.Contains("FORCE_CHANGE_PASSWORD", created.Said, StringComparison.Ordinal);
        await CliAsync("admin-add-user-to-group", "--username", "cli-user", "--group-name", "operators");
        var groups = await CliAsync("admin-list-groups-for-user", "--username", "cli-user", "--query", "Groups[].GroupName", "--output", "text");
        Assert.Equal("operators", groups.Said.Trim());
        var missing = await RunAsync("aws", [.. Cli("admin-get-user"), "--username", "nobody"]);
        Assert.Contains("(UserNotFoundException) when calling the AdminGetUser operation: User does not exist.", missing.Said, StringComparison.Ordinal);
        Assert.NotEqual(0, missing.ExitCode);
    }

    private async Task<(int ExitCode, string Said)> CliAsync(string command, params string[] arguments)
    {
        var run = await RunAsync("aws", [.. Cli(command), .. arguments]);
        Assert.True(run.ExitCode == 0, run.Said);
        return run;
    }

    private string[] Cli(string command) => ["--endpoint-url", pool.Url, "cognito-idp", command, "--user-pool-id", pool.PoolId];

    private async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["POOL_URL"] = pool.Url, ["POOL_ID"] = pool.PoolId, ["CLIENT_ID"] = pool.ClientId,
            ["AMPLIFY_FOLDER"] = Path.Combine(RepositoryRoot.Find(), "tests", "amplify"),
            ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test", ["AWS_DEFAULT_REGION"] = "us-east-1", ["AWS_PAGER"] = "",
        }) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(Limit);
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }
}

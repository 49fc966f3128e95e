using System.Text.Json.Nodes;
using EventChat.Local.Stack;
using EventChat.Local.StepFunctions.Deployment;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language;
using EventChat.Local.StepFunctions.Language.States;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.UnitTests.StepFunctionsService;

public sealed class ProviderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provider-").FullName;
    private readonly StateMachines _machines;
    private readonly StateMachineProvider _provider;

    public ProviderTests()
    {
        var language = new StateLanguage(
            (text, _, _) => text.Contains("wrong", StringComparison.Ordinal)
                ? (null, [new("ERROR", "SCHEMA_VALIDATION_FAILED", "wrong", "/States/A")])
                : (new StateMachineDefinition(text, new StateGroup("", new Dictionary<string, State>()), timeout: null), []),
            (_, _, _, _, _, _) => throw new NotSupportedException(), (_, _, _, _, _, _) => throw new NotSupportedException());
        _machines = new StateMachines(new MachineFiles(Path.Combine(_folder, "m")), new DefinitionTexts(Path.Combine(_folder, "d")), language, new NoTasks());
        _provider = new StateMachineProvider(_machines, TimeProvider.System);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_machine_is_made_and_a_later_deployment_brings_it_up_to_date()
    {
        var outputs = await CreateAsync("""
            {"name":"m","roleArn":"arn:aws:iam::0:role/r","definition":"one","type":"EXPRESS","tags":{"team":"chat"},
             "loggingConfiguration":{"level":"ERROR","includeExecutionData":true,"logDestination":"arn:aws:logs:us-east-1:0:log-group:g:*"}}
            """);
        Assert.Equal("arn:aws:states:us-east-1:000000000000:stateMachine:m", $"{outputs["arn"]}");
        await CreateAsync("""{"name":"m","roleArn":"arn:aws:iam::0:role/r","definition":"two","type":"EXPRESS"}""");
        var machine = Assert.Single(_machines.All);
        Assert.Equal(("two", ExecutionType.Express), (machine.Definition, machine.Type));
        Assert.Empty(machine.Tags);
    }

    [Theory]
    [InlineData("""{"name":"m","roleArn":"arn:aws:iam::0:role/r","definition":"wrong"}""", "/States/A")]
    [InlineData("""{"name":"m","roleArn":"arn:aws:iam::0:role/r","definition":"one","publish":true}""", "publish")]
    [InlineData("""{"name":"m","definition":"one"}""", "roleArn")]
    public async Task What_can_not_be_made_is_refused_with_the_reason(string inputs, string reason) => Assert.Contains(
        reason, (await Assert.ThrowsAsync<UnsupportedResourceException>(() => CreateAsync(inputs))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Activities_are_refused() => await Assert.ThrowsAsync<UnsupportedResourceException>(
        () => _provider.CreateAsync(new("a", "aws:sfn/activity:Activity", []), CancellationToken.None));

    private Task<JsonObject> CreateAsync(string inputs) =>
        _provider.CreateAsync(new("machine", "aws:sfn/stateMachine:StateMachine", JsonNode.Parse(inputs)!.AsObject()), CancellationToken.None);

    private sealed class NoTasks : ITaskRunner
    {
        public string? Refuses(string service, string api, ServicePattern pattern) => null;

        public Task<TaskOutcome> SubmitAsync(TaskCall call, CancellationToken cancel) => throw new NotSupportedException();

        public Task<TaskOutcome> JobAsync(TaskCall call, JsonNode? submitted, CancellationToken cancel) => throw new NotSupportedException();

        public Task StopJobAsync(TaskCall call, JsonNode? submitted, string error, string cause) => throw new NotSupportedException();
    }
}

using EventChat.Contracts;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public class FunctionTests
{
    private const string Function = "aws:lambda/function:Function";

    [Fact]
    public void Each_function_that_an_executable_holds_is_deployed_from_its_package_and_no_other()
    {
        var deployed = Development.All(Function).ToDictionary(
            function => function.Inputs["handler"]!.ToString(), function => function.Inputs["code"]!["fn::fileArchive"]!.ToString());
        var held = EventChat.Pipeline.Entry.Functions.Keys.Select(name => (name, "artifacts/pipeline.zip"))
            .Concat(EventChat.Projections.Entry.Functions.Keys.Select(name => (name, "artifacts/projections.zip")));
        Assert.Equal(held.OrderBy(f => f.name), deployed.Select(f => (f.Key, f.Value)).OrderBy(f => f.Key));
    }

    [Fact]
    public void Every_function_is_native_traced_bounded_and_logs_to_its_own_group()
    {
        foreach (var (_, inputs) in Development.All(Function))
        {
            Assert.Equal(("provided.al2023", """["arm64"]""", "Active"),
                (inputs["runtime"]!.ToString(), inputs["architectures"]!.ToJsonString(), inputs["tracingConfig"]!["mode"]!.ToString()));
            Assert.InRange(int.Parse(inputs["timeout"]!.ToString()), 1, 60);
            var handler = inputs["handler"]!.ToString();
            Assert.Equal($"${{{handler}Logs.name}}", inputs["loggingConfig"]!["logGroup"]!.ToString());
            Assert.Equal($"/aws/lambda/eventchat-dev-{handler}", Development.Inputs($"{handler}Logs")["name"]!.ToString());
        }
    }

    [Theory]
    [InlineData(FunctionNames.Commands, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Registration, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Projector, EnvironmentNames.EventsTable, EnvironmentNames.GraphQLUrl, EnvironmentNames.ViewsTable)]
    public void A_function_is_told_what_its_settings_read(string function, params string[] names)
    {
        var variables = Development.Inputs($"{function}Function")["environment"]!["variables"]!.AsObject().ToDictionary(v => v.Key, v => v.Value!.ToString());
        Assert.Equal(names, variables.Keys.Order());
        if (function is FunctionNames.Projector)
            _ = EventChat.Projections.Settings.From(variables.ToDictionary(v => v.Key, v => v.Value.Replace("${api.uris.GRAPHQL}", "https://api.test/graphql")));
        else
            _ = EventChat.Pipeline.Settings.From(variables);
    }

    [Fact]
    public void The_feed_answers_in_parts_halves_gives_up_and_says_where()
    {
        var feed = Assert.Single(Development.All("aws:lambda/eventSourceMapping:EventSourceMapping")).Inputs;
        Assert.Equal("${eventsTable.streamArn}", feed["eventSourceArn"]!.ToString());
        Assert.Equal("${projectorFunction.name}", feed["functionName"]!.ToString());
        Assert.Equal("TRIM_HORIZON", feed["startingPosition"]!.ToString());
        Assert.Equal("""["ReportBatchItemFailures"]""", feed["functionResponseTypes"]!.ToJsonString());
        Assert.Equal("true", feed["bisectBatchOnFunctionError"]!.ToString());
        Assert.InRange(int.Parse(feed["maximumRetryAttempts"]!.ToString()), 1, 100);
        Assert.InRange(int.Parse(feed["maximumRecordAgeInSeconds"]!.ToString()), 60, 24 * 3600 - 1);
        Assert.Equal("${projectorFailures.arn}", feed["destinationConfig"]!["onFailure"]!["destinationArn"]!.ToString());
        Assert.Equal("""{"fn::toJSON":{"eventName":["INSERT","MODIFY"]}}""", feed["filterCriteria"]!["filters"]![0]!["pattern"]!.ToJsonString());
    }

    [Fact]
    public void What_fails_is_kept_encrypted_for_two_weeks()
    {
        var queue = Assert.Single(Development.All("aws:sqs/queue:Queue")).Inputs;
        Assert.Equal(("1209600", "true"), (queue["messageRetentionSeconds"]!.ToString(), queue["sqsManagedSseEnabled"]!.ToString()));
    }
}

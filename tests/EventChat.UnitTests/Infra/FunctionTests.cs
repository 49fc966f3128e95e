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
            var handler = inputs["handler"]!.ToString();
            Assert.InRange(int.Parse(inputs["timeout"]!.ToString()), 1, handler is FunctionNames.Rebuild ? 300 : 60);
            Assert.Equal($"${{{handler}Logs.name}}", inputs["loggingConfig"]!["logGroup"]!.ToString());
            Assert.Equal($"/aws/lambda/eventchat-dev-{handler}", Development.Inputs($"{handler}Logs")["name"]!.ToString());
        }
    }

    [Theory]
    [InlineData(FunctionNames.Commands, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Registration, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Background, EnvironmentNames.MetricsStack, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.StateTable, EnvironmentNames.ViewsTable)]
    [InlineData(FunctionNames.Projector, EnvironmentNames.MetricsStack, EnvironmentNames.BackgroundQueue, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.GraphQLUrl, EnvironmentNames.StateTable, EnvironmentNames.ViewsTable)]
    [InlineData(FunctionNames.Router, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.AnalyticsMachine, EnvironmentNames.ErasureMachine, EnvironmentNames.EventsTable, EnvironmentNames.EventBus, EnvironmentNames.IntegrationBodies,
        EnvironmentNames.ModerationMachine, EnvironmentNames.NotifyQueue, EnvironmentNames.ReviewMachine, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Erasure, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Reveal, EnvironmentNames.KeysTable, EnvironmentNames.TextKey)]
    [InlineData(FunctionNames.Notifier, EnvironmentNames.NotificationMachine)]
    [InlineData(FunctionNames.Restart, EnvironmentNames.AnalyticsMachine, EnvironmentNames.ModerationMachine, EnvironmentNames.NotificationMachine)]
    [InlineData(FunctionNames.Moderation, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Notification, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.PageUrl, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Analytics, EnvironmentNames.EventsTable, EnvironmentNames.LanguageRate, EnvironmentNames.SentimentRate, EnvironmentNames.StateTable)]
    [InlineData(FunctionNames.Operations, EnvironmentNames.KeysTable, EnvironmentNames.TextKey, EnvironmentNames.EventsTable, EnvironmentNames.RebuildMachine, EnvironmentNames.StateTable, EnvironmentNames.ViewsTable)]
    public void A_function_is_told_what_its_settings_read(string function, params string[] names)
    {
        var variables = Development.Inputs($"{function}Function")["environment"]!["variables"]!.AsObject().ToDictionary(v => v.Key, v => v.Value!.ToString());
        Assert.Equal(names.Order(), variables.Keys.Order());
        if (function is FunctionNames.Projector)
            _ = EventChat.Projections.Settings.From(variables.ToDictionary(v => v.Key, v => v.Value.Replace("${api.uris.GRAPHQL}", "https://api.test/graphql")));
        else if (variables.ContainsKey(EnvironmentNames.StateTable))
            _ = EventChat.Pipeline.Settings.From(variables);
    }

    [Fact]
    public void The_stream_has_two_readers_and_no_more() => Assert.Equal(
        ["projectorFeed", "routerFeed"],
        Development.All("aws:lambda/eventSourceMapping:EventSourceMapping").Where(feed => feed.Inputs["eventSourceArn"]!.ToString() == "${eventsTable.streamArn}").Select(feed => feed.Name));

    [Theory]
    [InlineData("projector")]
    [InlineData("router")]
    public void A_feed_of_the_stream_answers_in_parts_halves_gives_up_and_says_where(string reader)
    {
        var feed = Development.Inputs($"{reader}Feed");
        Assert.Equal("${eventsTable.streamArn}", feed["eventSourceArn"]!.ToString());
        Assert.Equal($"${{{reader}Function.name}}", feed["functionName"]!.ToString());
        Assert.Equal("TRIM_HORIZON", feed["startingPosition"]!.ToString());
        Assert.Equal("""["ReportBatchItemFailures"]""", feed["functionResponseTypes"]!.ToJsonString());
        Assert.Equal("true", feed["bisectBatchOnFunctionError"]!.ToString());
        Assert.InRange(int.Parse(feed["maximumRetryAttempts"]!.ToString()), 1, 100);
        Assert.InRange(int.Parse(feed["maximumRecordAgeInSeconds"]!.ToString()), 60, 24 * 3600 - 1);
        Assert.Equal($"${{{reader}Failures.arn}}", feed["destinationConfig"]!["onFailure"]!["destinationArn"]!.ToString());
        Assert.Equal("""{"fn::toJSON":{"eventName":["INSERT","MODIFY"]}}""", feed["filterCriteria"]!["filters"]![0]!["pattern"]!.ToJsonString());
    }
}

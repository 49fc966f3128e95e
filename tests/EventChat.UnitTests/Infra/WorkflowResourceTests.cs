using EventChat.Local.Stack;
using EventChat.UnitTests.Stack;
using Pulumi.Yaml;

namespace EventChat.UnitTests.Infra;

/// <summary>The resources of workflows, buses, schedules, queues and buckets, printed.</summary>
public class WorkflowResourceTests
{
    private static readonly PrintedProgram Program = PrintedProgram.Of(WorkflowProgram.Define);

    [Theory]
    [InlineData("aws:sfn/stateMachine:StateMachine", 1)]
    [InlineData("aws:cloudwatch/eventBus:EventBus", 1)]
    [InlineData("aws:cloudwatch/eventRule:EventRule", 1)]
    [InlineData("aws:cloudwatch/eventTarget:EventTarget", 2)]
    [InlineData("aws:cloudwatch/eventArchive:EventArchive", 1)]
    [InlineData("aws:cloudwatch/eventConnection:EventConnection", 1)]
    [InlineData("aws:cloudwatch/eventApiDestination:EventApiDestination", 1)]
    [InlineData("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", 1)]
    [InlineData("aws:cloudwatch/metricAlarm:MetricAlarm", 1)]
    [InlineData("aws:scheduler/schedule:Schedule", 1)]
    [InlineData("aws:scheduler/scheduleGroup:ScheduleGroup", 1)]
    [InlineData("aws:sqs/queue:Queue", 3)]
    [InlineData("aws:sqs/queuePolicy:QueuePolicy", 1)]
    [InlineData("aws:sqs/redrivePolicy:RedrivePolicy", 1)]
    [InlineData("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", 1)]
    [InlineData("aws:s3/bucketV2:BucketV2", 1)]
    [InlineData("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", 1)]
    [InlineData("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", 1)]
    [InlineData("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", 1)]
    [InlineData("aws:s3/bucketVersioningV2:BucketVersioningV2", 1)]
    [InlineData("aws:sns/topic:Topic", 1)]
    public void Each_has_its_token(string token, int count) => Assert.Equal(count, Program.All(token).Count);

    [Fact]
    public void Nested_inputs_and_references_have_the_names_of_the_provider()
    {
        Assert.Equal("${[\"dead-letters\"].arn}", Program.Inputs("flagged-to-machine")["deadLetterConfig"]!["arn"]!.ToString());
        Assert.Equal("3600", Program.Inputs("digest")["target"]!["retryPolicy"]!["maximumEventAgeInSeconds"]!.ToString());
        Assert.Equal("AES256", Program.Inputs("failures-encrypted")["rules"]![0]!["applyServerSideEncryptionByDefault"]!["sseAlgorithm"]!.ToString());
        Assert.Equal("0.5", Program.Inputs("dead-letters-arrived")["threshold"]!.ToString());
    }

    [Fact]
    public void A_definition_is_escaped_in_the_program()
    {
        var printed = Program.Inputs("ask")["definition"]!.ToString();

        Assert.Contains("$$$$.Task.Token", printed, StringComparison.Ordinal);
        Assert.Contains("$${x}", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_comes_out_of_the_program_as_it_went_in()
    {
        var text = YamlProgram.Render(new StackContext("test", "dev", "organization", new Dictionary<string, string>()), WorkflowProgram.Define);
        var provider = new FakeProvider([.. Program.Resources.Values.Select(r => r["type"]!.ToString()).Distinct()]);

        await new StackDeployment([provider]).DeployAsync(text, CancellationToken.None);

        Assert.Equal(WorkflowProgram.Definition, Inputs("ask")["definition"]!.GetValue<string>());
        Assert.Equal("""{"id":<id>,"cost":"$${5}"}""", Inputs("flagged-to-machine")["inputTransformer"]!["inputTemplate"]!.GetValue<string>());

        System.Text.Json.Nodes.JsonObject Inputs(string name) => provider.Created.Single(r => r.LogicalName == name).Inputs;
    }
}

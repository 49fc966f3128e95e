using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.DynamoDB;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;
using Pulumi.Yaml;

namespace EventChat.UnitTests.Infra;

/// <summary>What the Pulumi slice prints, and what it refuses because YAML can not say it.</summary>
public class SliceTests
{
    [Fact]
    public void An_output_is_a_reference_alone_or_within_a_text()
    {
        var program = PrintedProgram.Of(() =>
        {
            var queue = new Queue("a.b", new QueueArgs { Name = "work" });
            return new Dictionary<string, object?>
            {
                ["alone"] = queue.Arn,
                ["within"] = Output.Format($"{queue.Arn}/{{x}}/{1:D3}$"),
                ["path"] = GetRegion.Invoke().Apply(region => region.Name),
                ["json"] = Output.JsonSerialize(Output.Create(new { queue.Arn, Cost = "$${5}" })),
            };
        });
        Assert.Contains("alone: \"${[\\\"a.b\\\"].arn}\"", program.Text, StringComparison.Ordinal);
        Assert.Contains("within: \"${[\\\"a.b\\\"].arn}/{x}/001$\"", program.Text, StringComparison.Ordinal);
        Assert.Contains("path: ${getRegion.name}", program.Text, StringComparison.Ordinal);
        Assert.Contains("Cost: \"$$$${5}\"", program.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_known_can_be_computed_with() =>
        Assert.Contains("length: 4", PrintedProgram.Of(() => new Dictionary<string, object?> { ["length"] = Output.Create("four").Apply(s => s.Length + 0) }).Text, StringComparison.Ordinal);

    [Fact]
    public void Computing_with_what_only_the_engine_knows_is_refused_by_the_resources_name()
    {
        var e = Assert.Throws<UnknownOutputException>(() => PrintedProgram.Of(() =>
        {
            _ = new Queue("failures").Arn.Apply(arn => arn.Trim());
            return new Dictionary<string, object?>();
        }));
        Assert.Equal("failures.arn", e.Output);
    }

    [Fact]
    public void So_is_making_a_string_of_it()
    {
        var e = Assert.Throws<UnknownOutputException>(() => PrintedProgram.Of(() =>
            new Dictionary<string, object?> { ["text"] = $"{new Queue("failures").Arn}" }));
        Assert.Equal("failures.arn", e.Output);
    }

    [Fact]
    public void A_name_is_taken_once_whatever_the_type() => Assert.Contains("'work' is taken", Assert.ThrowsAny<RunException>(() => PrintedProgram.Of(() =>
    {
        _ = new Queue("work");
        _ = new Table("work");
        return new Dictionary<string, object?>();
    })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_resource_named_like_a_setting_is_refused_because_the_engine_would_drop_it()
    {
        var context = new StackContext("test", "dev", "organization", new Dictionary<string, string> { ["test:work"] = "1" });
        Assert.ThrowsAny<RunException>(() => YamlProgram.Render(context, () =>
        {
            _ = new Queue("work");
            return new Dictionary<string, object?>();
        }));
    }

    [Fact]
    public void A_missing_required_property_is_named()
    {
        var e = Assert.ThrowsAny<RunException>(() => PrintedProgram.Of(() =>
        {
            _ = new Function("f", new FunctionArgs());
            return new Dictionary<string, object?>();
        }));
        Assert.Equal("f (aws:lambda/function:Function): FunctionArgs: the required property 'role' is missing.", e.Message);
    }

    [Fact]
    public void Options_are_printed()
    {
        var program = PrintedProgram.Of(() =>
        {
            var first = new Queue("first");
            _ = new Queue("second", null, new CustomResourceOptions
            {
                DependsOn = { first }, Parent = first, Protect = true, RetainOnDelete = true, DeleteBeforeReplace = true,
                IgnoreChanges = { "name" }, Aliases = { new Alias { Name = "old" } },
            });
            return new Dictionary<string, object?>();
        });
        Assert.Equal(
            """{"aliases":[{"name":"old"}],"deleteBeforeReplace":"true","dependsOn":["${first}"],"ignoreChanges":["name"],"parent":"${first}","protect":"true","retainOnDelete":"true","version":"6.83.4"}""",
            program.Resources["second"]["options"]!.ToJsonString());
    }

    [Fact]
    public void Resources_are_made_within_a_deployment() => Assert.ThrowsAny<RunException>(() => new Queue("lost"));
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventChat.Infra.Access;
using YamlDotNet.RepresentationModel;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

/// <summary>What every resource of a kind owes, whoever adds the next one.</summary>
public partial class ProtectionTests
{
    /// <summary>Values that are not to be read in a program, a state file or a log.</summary>
    private const string Key = "key-of-the-webhook-1f2e3d";

    private static readonly PrintedProgram Everything = With(
        ("dataKey", "customer"), ("integrationWebhookUrl", "https://example.com/hook"), ("integrationWebhookKey", Key), ("alarmMail", "on-call@example.com"));

    public static TheoryData<string> Programs => ["Development", "Everything"];

    /// <summary>Not encrypted, each with its reason.</summary>
    private static readonly Dictionary<string, string> Plain = new()
    {
        ["alarms"] = "CloudWatch can not publish to a topic under the key that SNS has by itself, and an alarm holds a metric's name and value: nothing that anybody wrote",
    };

    [Fact]
    public void A_grant_without_a_reason_is_none()
    {
        Assert.Throws<ArgumentException>(() => Grant.ToEverything(" ", "xray:PutTraceSegments"));
        Assert.Throws<ArgumentException>(() => Grant.To("", Pulumi.Output.Create("arn"), "sqs:SendMessage"));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nobody_but_AWS_services_is_let_in_by_a_resources_own_policy_and_each_only_for_something_of_ours(string program)
    {
        var policies = Of(program, ":QueuePolicy", ":TopicPolicy", ":BucketPolicy", ":LogResourcePolicy")
            .SelectMany(resource => Statements(resource.Inputs["policy"] ?? resource.Inputs["policyDocument"]!).Select(statement => (resource.Name, statement)));
        Assert.All(policies, policy =>
        {
            Assert.All(policy.statement["Principal"]!["Service"]!.AsArray(), service => Assert.EndsWith(".amazonaws.com", service!.ToString(), StringComparison.Ordinal));
            Assert.All(policy.statement["Action"]!.AsArray(), action => Assert.DoesNotContain('*', action!.ToString()));
            // EventBridge makes a log stream before it names a rule.
            if (policy.statement["Action"]!.ToJsonString() != """["logs:CreateLogStream"]""") Assert.NotNull(policy.statement["Condition"]);
        });
        Assert.All(Of(program, "lambda/permission:Permission"), permission => Assert.NotNull(permission.Inputs["sourceArn"]));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void What_keeps_data_is_encrypted(string program)
    {
        Assert.All(Of(program, "sqs/queue:Queue"), queue => Assert.True(queue.Inputs["kmsMasterKeyId"] is not null || queue.Inputs["sqsManagedSseEnabled"]?.ToString() == "true", queue.Name));
        Assert.All(Of(program, "sns/topic:Topic"), topic => Assert.True(topic.Inputs["kmsMasterKeyId"] is not null || Plain.ContainsKey(topic.Name), topic.Name));
        Assert.All(Of(program, "kms/key:Key"), key => Assert.Equal("true", key.Inputs["enableKeyRotation"]!.ToString()));
        // DynamoDB encrypts by itself unless told whose key to use, and S3 each bucket; nobody may say otherwise.
        Assert.All(Of(program, "dynamodb/table:Table"), table => Assert.NotEqual("false", table.Inputs["serverSideEncryption"]?["enabled"]?.ToString()));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void No_bucket_is_public(string program) => Assert.All(Buckets(program), bucket =>
    {
        var block = Assert.Single(Of(program, "s3/bucketPublicAccessBlock:BucketPublicAccessBlock"), block => Names(block.Inputs["bucket"]!, bucket.Name));
        foreach (var switched in (string[])["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) Assert.Equal("true", block.Inputs[switched]?.ToString());
    });

    [Theory]
    [MemberData(nameof(Programs))]
    public void Nothing_grows_for_ever_and_nothing_that_is_kept_is_lost_by_a_slip(string program)
    {
        Assert.All(Of(program, "cloudwatch/logGroup:LogGroup"), group => Assert.True(int.Parse(group.Inputs["retentionInDays"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture) > 0, group.Name));
        Assert.All(Of(program, "sqs/queue:Queue"), queue => Assert.NotNull(queue.Inputs["messageRetentionSeconds"]));
        Assert.All(Of(program, "cloudwatch/eventArchive:EventArchive"), archive => Assert.NotEqual("0", archive.Inputs["retentionDays"]!.ToString()));
        Assert.All(Of(program, "cognito/userPool:UserPool"), pool => Assert.Equal("ACTIVE", pool.Inputs["deletionProtection"]!.ToString()));
        Assert.All(Of(program, "kms/key:Key"), key => Assert.Equal("30", key.Inputs["deletionWindowInDays"]!.ToString()));
        // Keys that were destroyed must not come back.
        Assert.All(Of(program, "dynamodb/table:Table").Where(table => table.Name != "keysTable"), table => Assert.Equal("true", table.Inputs["pointInTimeRecovery"]!["enabled"]!.ToString()));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void No_secret_stands_in_the_program_as_it_is(string program)
    {
        Assert.DoesNotMatch(AccessKey(), Program(program).Text);
        Assert.DoesNotContain("PRIVATE KEY", Program(program).Text, StringComparison.Ordinal);
        Assert.All(Program(program).Resources, resource => Assert.Equal([], Secrets(resource.Value["properties"], secret: false)));
    }

    [Fact]
    public void The_program_names_the_webhooks_key_and_does_not_hold_it() => Assert.DoesNotContain(Key, Everything.Text, StringComparison.Ordinal);

    public static TheoryData<string> Stages => [.. Directory.GetFiles(RepositoryFolder.Root, "Pulumi.*.yaml").Select(file => Path.GetFileName(file))];

    /// <summary>What a bill and an inventory are sorted by.</summary>
    [Theory]
    [MemberData(nameof(Stages))]
    public void Each_stage_has_a_region_and_tags_on_everything(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Path.Combine(RepositoryFolder.Root, file))));
        var config = (YamlMappingNode)((YamlMappingNode)stream.Documents.Single().RootNode)["config"];
        Assert.NotEmpty(config["aws:region"].ToString());
        var tags = (YamlMappingNode)config["aws:defaultTags"]["tags"];
        Assert.Equal(("eventchat", file.Split('.')[1]), (tags["project"].ToString(), tags["stage"].ToString()));
        Assert.All(config.Children, setting => Assert.DoesNotMatch(AccessKey(), setting.Value.ToString()));
    }

    /// <summary>Places whose name says that it holds a secret, and whose value is one that can be read.</summary>
    private static IEnumerable<string> Secrets(JsonNode? node, bool secret) => node switch
    {
        JsonObject map => map.SelectMany(member => member.Key is "fn::secret" ? [] : Secrets(member.Value, secret || SecretName().IsMatch(member.Key))),
        JsonArray list => list.SelectMany(item => Secrets(item, secret)),
        JsonValue value when secret && value.ToString() is { Length: > 0 } text && !text.StartsWith("${", StringComparison.Ordinal) && text is not ("true" or "false") => [text],
        _ => [],
    };

    private static PrintedProgram Program(string name) => name is "Everything" ? Everything : Development;

    private static IEnumerable<(string Name, JsonObject Inputs)> Of(string program, params string[] types) =>
        Program(program).Resources.Where(resource => types.Any(type => resource.Value["type"]!.ToString().EndsWith(type, StringComparison.Ordinal)))
            .Select(resource => (resource.Key, resource.Value["properties"] as JsonObject ?? []));

    private static IEnumerable<(string Name, JsonObject Inputs)> Buckets(string program) => Of(program, "s3/bucket:Bucket", "s3/bucketV2:BucketV2");

    private static bool Names(JsonNode reference, string resource) => reference.ToString().StartsWith($"${{{resource}.", StringComparison.Ordinal);

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}")]
    private static partial Regex AccessKey();

    [GeneratedRegex("(secret|password$|privateKey|authToken)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}

using System.Text.Json.Nodes;
using static EventChat.UnitTests.Infra.PrintedProgram;

namespace EventChat.UnitTests.Infra;

public class AccessTests
{
    /// <summary>Actions that IAM offers without a resource, from the service authorization reference.</summary>
    private static readonly string[] WithoutResource =
    [
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets", "dynamodb:ListStreams",
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
        "comprehend:DetectToxicContent", "comprehend:DetectPiiEntities", "comprehend:DetectDominantLanguage", "comprehend:BatchDetectSentiment",
    ];

    /// <summary>Devices register while the stack runs, so their endpoints are named by their kind: of this account, this region, and no topic.</summary>
    private const string PushEndpoints = "arn:aws:sns:${getRegion.name}:${getCallerIdentity.accountId}:endpoint/*";

    private static readonly IReadOnlyList<(string Name, IReadOnlyList<JsonObject> Statements)> Policies =
        [.. Development.All("aws:iam/rolePolicy:RolePolicy").Select(policy => (policy.Name, Statements(policy.Inputs["policy"]!)))];

    [Fact]
    public void Nothing_is_granted_by_wildcard()
    {
        foreach (var (name, statements) in Policies)
            foreach (var statement in statements)
            {
                Assert.All(Words(statement["Action"]!), action => Assert.DoesNotContain('*', action));
                if (Words(statement["Resource"]!).Contains("*")) Assert.Empty(Words(statement["Action"]!).Except(WithoutResource));
                else if (Words(statement["Resource"]!) is [PushEndpoints]) Assert.Equal(["sns:Publish"], Words(statement["Action"]!));
                else Assert.All(Words(statement["Resource"]!), resource => Assert.True(resource.StartsWith("${", StringComparison.Ordinal) || IsOwnMachine(name, resource), $"{name}: {resource}"));
            }
    }

    /// <summary>A Distributed Map's role names its machine, which does not exist before the role, by its name; and that machine's executions.</summary>
    private static bool IsOwnMachine(string policy, string resource)
    {
        const string States = "arn:aws:states:${getRegion.name}:${getCallerIdentity.accountId}";
        // An execution's ARN is its machine's with another word in it, which a program can not write.
        if (policy is "operationsPolicy") return resource == $"{States}:execution:${{rebuildMachine.name}}:*";
        var machine = policy.Replace("MachinePolicy", "", StringComparison.Ordinal);
        return resource == $"{States}:stateMachine:eventchat-dev-{machine}" || resource == $"{States}:execution:eventchat-dev-{machine}/*";
    }

    [Fact]
    public void Every_role_serves_one_thing_and_one_service()
    {
        var roles = Development.All("aws:iam/role:Role").Select(role => role.Name).ToArray();
        foreach (var role in roles)
        {
            Assert.Single(Statements(Development.Inputs(role)["assumeRolePolicy"]!));
            Assert.Single(Development.Resources, resource => resource.Value["properties"]!.ToJsonString().Contains($"${{{role}.arn}}", StringComparison.Ordinal));
            Assert.Single(Development.All("aws:iam/rolePolicy:RolePolicy"), policy => policy.Inputs["role"]!.ToString() == $"${{{role}.name}}");
        }
        Assert.Equal(roles.Length, Policies.Count);
    }

    [Fact]
    public void Only_functions_that_decide_write_the_log()
    {
        var writers = Policies.Where(policy => policy.Statements.Any(statement =>
            Words(statement["Resource"]!).Contains("${eventsTable.arn}") && Words(statement["Action"]!).Contains("dynamodb:UpdateItem")));
        Assert.Equal(["analyticsPolicy", "commandsPolicy", "erasurePolicy", "moderationPolicy", "notificationPolicy", "registrationPolicy"], writers.Select(policy => policy.Name).Order());
    }

    [Fact]
    public void Only_the_projector_publishes_and_calls_nothing_else_of_the_api()
    {
        var callers = Policies.SelectMany(policy => policy.Statements.Select(statement => (policy.Name, statement)))
            .Where(grant => Words(grant.statement["Action"]!).Any(action => action.StartsWith("appsync:", StringComparison.Ordinal)));
        var (name, grant) = Assert.Single(callers);
        Assert.Equal("projectorPolicy", name);
        Assert.Equal("""["${api.arn}/types/Mutation/fields/publish","${api.arn}/types/Mutation/fields/publishNotification","${api.arn}/types/Mutation/fields/publishModeration"]""", grant["Resource"]!.ToJsonString());
    }

    [Fact]
    public void Every_log_group_forgets() => Assert.All(
        Development.All("aws:cloudwatch/logGroup:LogGroup"), group => Assert.Equal("30", group.Inputs["retentionInDays"]!.ToString()));

    [Fact]
    public void Only_this_pool_may_call_the_registration()
    {
        var permission = Assert.Single(Development.All("aws:lambda/permission:Permission")).Inputs;
        Assert.Equal(("cognito-idp.amazonaws.com", "${userPool.arn}", "${registrationFunction.name}"),
            (permission["principal"]!.ToString(), permission["sourceArn"]!.ToString(), permission["function"]!.ToString()));
    }

    private static IReadOnlyList<string> Words(JsonNode list) => [.. list.AsArray().Select(item => item!.ToString())];
}

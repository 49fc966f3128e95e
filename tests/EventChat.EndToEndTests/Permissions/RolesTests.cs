using System.Text.RegularExpressions;
using EventChat.EndToEndTests.Host;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestCollectionOrderer("EventChat.EndToEndTests.Permissions.RolesLast", "EventChat.EndToEndTests")]

namespace EventChat.EndToEndTests.Permissions;

/// <summary>
/// What the roles allow and what all the other tests made of it. A call without a grant fails its own test; here, that none was refused behind a retry, and that no grant is for nothing.
/// Needs the reports of a whole run: <c>./eventchat test</c> has them kept.
/// </summary>
[Collection(Last)]
public sealed partial class RolesTests(ITestOutputHelper output)
{
    public const string Last = "Roles, after everything";

    private const string Failing = "only an execution that fails needs it, and which of them do is a matter of luck", Child = "Step Functions follows, stops and redrives a Distributed Map's children itself",
        FirstKey = "a user's key is made at registration; whoever writes makes it where that failed", Hole = "a hole in the stream is a matter of luck";

    /// <summary>Granted and not surely used by a test, each with the reason why it is needed all the same.</summary>
    private static readonly Dictionary<string, string> Unused = new()
    {
        ["analytics-machine: sqs:SendMessage on sqs:retry"] = Failing,
        ["analytics-machine: sqs:SendMessage on sqs:workflow-failures"] = Failing,
        ["digest-machine: sqs:SendMessage on sqs:retry"] = Failing,
        ["moderation-machine: sqs:SendMessage on sqs:retry"] = Failing,
        ["moderation-machine: sqs:SendMessage on sqs:workflow-failures"] = Failing,
        ["notification-machine: sqs:SendMessage on sqs:retry"] = Failing,
        ["notification-machine: sqs:SendMessage on sqs:workflow-failures"] = Failing,
        ["review-machine: sqs:SendMessage on sqs:workflow-failures"] = Failing,
        ["restart: states:StartExecution on states:stateMachine:analytics"] = Failing,
        ["restart: states:StartExecution on states:stateMachine:moderation"] = Failing,
        ["restart: states:StartExecution on states:stateMachine:notification"] = Failing,
        ["rebuild-machine: states:DescribeExecution on states:execution:rebuild/*"] = Child,
        ["rebuild-machine: states:RedriveExecution on states:execution:rebuild/*"] = Child,
        ["rebuild-machine: states:StopExecution on states:execution:rebuild/*"] = Child,
        ["commands: dynamodb:UpdateItem on dynamodb:table/keys"] = FirstKey,
        ["commands: kms:GenerateDataKey on kms:key/…"] = FirstKey,
        ["moderation: dynamodb:UpdateItem on dynamodb:table/keys"] = FirstKey,
        ["moderation: kms:GenerateDataKey on kms:key/…"] = FirstKey,
        ["projector: dynamodb:Query on dynamodb:table/events"] = Hole,
        ["router: dynamodb:Query on dynamodb:table/events"] = Hole,
        ["api-logs: logs:CreateLogStream on logs:log-group:/aws/appsync/apis/…:*"] = "AppSync's field logs are written on AWS alone",
        ["api-logs: logs:PutLogEvents on logs:log-group:/aws/appsync/apis/…:*"] = "AppSync's field logs are written on AWS alone",
        ["digest-schedule: states:StartExecution on states:stateMachine:digest"] = "the schedule comes round every quarter of an hour, and a test has no time for that",
        ["digest-schedule: sqs:SendMessage on sqs:workflow-failures"] = "the schedule comes round every quarter of an hour, and a test has no time for that",
        ["digest-machine: lambda:InvokeFunction on lambda:function:notification"] = "the digest's tasks are run by tests of the function and of the machine",
        ["notification-machine: sns:Publish on sns:endpoint/*"] = "no test registers a device; the machine's pushes are run by tests of the machine",
        ["moderation: comprehend:DetectPiiEntities on *"] = "asked for where a conversation's policy looks for personal data",
        ["moderation: dynamodb:DeleteItem on dynamodb:table/state"] = "a removal that a person takes back clears its mark",
        ["rebuild: dynamodb:DeleteItem on dynamodb:table/views"] = "a repair takes away a row too many, and an event between fill and hand-over a word that nobody says any more: a matter of luck",
        ["operations: dynamodb:DeleteItem on dynamodb:table/state"] = "a run that an operator ends gives its place to the next; in the tests the workflow is quicker",
    };

    [SkippableFact]
    public void Nothing_was_refused()
    {
        Skip.If(PermissionReports.Folder is null, "No reports were kept: EVENTCHAT_PERMISSIONS is not set.");
        Assert.Equal([], PermissionReports.All().SelectMany(role => role["refused"]!.AsArray().Select(refused => $"{role["role"]}: {refused!["action"]} on {refused["resource"]}")).Distinct().Order());
    }

    [SkippableFact]
    public void Every_grant_was_used_or_has_a_reason()
    {
        Skip.If(PermissionReports.Folder is null, "No reports were kept: EVENTCHAT_PERMISSIONS is not set.");
        var grants = PermissionReports.All()
            .SelectMany(role => role["granted"]!.AsArray().Select(grant => (Name: Short($"{role["role"]}: {grant!["action"]} on {grant["resource"]}"), Used: grant["used"]!.GetValue<long>())))
            .GroupBy(grant => grant.Name).ToDictionary(same => same.Key, same => same.Sum(grant => grant.Used));
        output.WriteLine($"{grants.Count} grants allowed {grants.Values.Sum()} calls.");

        Assert.Equal("", string.Join('\n', grants.Where(grant => grant.Value == 0).Select(grant => grant.Key).Except(Unused.Keys).Order()));
        // What a run happens not to need may be used by the next; but what is not granted any more needs no reason.
        Assert.Equal("", string.Join('\n', Unused.Keys.Except(grants.Keys).Order()));
    }

    /// <summary>Without what differs from host to host and says nothing: account, stack, made-up ids.</summary>
    private static string Short(string name) => Identifier().Replace(name, "…").Replace("arn:aws:", "", StringComparison.Ordinal).Replace(":us-east-1:000000000000:", ":", StringComparison.Ordinal)
        .Replace("eventchat-dev-", "", StringComparison.Ordinal);

    [GeneratedRegex("(?<=key/)[0-9a-f-]{36}|(?<=apis/)[a-z0-9]{26}|(?<=stream/).+")]
    private static partial Regex Identifier();
}

/// <summary>Not beside any other: xunit runs such collections after all that may run side by side.</summary>
[CollectionDefinition(RolesTests.Last, DisableParallelization = true)]
public sealed class RolesTestsLast;

/// <summary>Puts the collection that looks at all the others' reports behind them.</summary>
public sealed class RolesLast : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(collection => collection.DisplayName == RolesTests.Last);
}

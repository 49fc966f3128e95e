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

    /// <summary>Granted and not used by any test, each with the reason why it is needed all the same.</summary>
    private static readonly Dictionary<string, string> Unused = new()
    {
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
        var grants = PermissionReports.All().SelectMany(role => role["granted"]!.AsArray().Select(grant => (
            Role: role["role"]!.ToString(), Action: grant!["action"]!.ToString(), Resource: grant["resource"]!.ToString(), Used: grant["used"]!.GetValue<long>())))
            .GroupBy(grant => (grant.Role, grant.Action, grant.Resource)).Select(same => (same.Key.Role, same.Key.Action, same.Key.Resource, Used: same.Sum(grant => grant.Used))).ToList();
        output.WriteLine($"{grants.Count} grants of {grants.Select(grant => grant.Role).Distinct().Count()} roles allowed {grants.Sum(grant => grant.Used)} calls.");

        var unused = grants.Where(grant => grant.Used == 0).Select(grant => Short($"{grant.Role}: {grant.Action} on {grant.Resource}")).ToList();
        Assert.Equal("", string.Join('\n', unused.Except(Unused.Keys).Order()));
        Assert.Equal("", string.Join('\n', Unused.Keys.Except(unused).Order()));
    }

    /// <summary>Without what differs from host to host and says nothing: account, stack, made-up ids.</summary>
    private static string Short(string name) => Identifier().Replace(name, "…").Replace("arn:aws:", "", StringComparison.Ordinal).Replace(":us-east-1:000000000000:", ":", StringComparison.Ordinal)
        .Replace("eventchat-dev-", "", StringComparison.Ordinal);

    [GeneratedRegex("(?<=key/)[0-9a-f-]{36}|(?<=apis/)[a-z0-9]{26}")]
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

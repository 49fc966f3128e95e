using System.Text.Json.Nodes;
using EventChat.Local.Stack;

namespace EventChat.Local.Recorded;

/// <summary>
/// Resources that are known by name and do nothing on this machine: functions log to the console, nothing is measured so that no alarm rings, nothing costs so that no budget is spent, no firewall
/// stands before the loopback port, and tables are not encrypted. A log group is written to by
/// rules of the bus all the same: <c>/_local/logs</c>.
/// </summary>
public sealed class RecordedResources : IResourceProvider
{
    private static readonly Dictionary<string, Func<ResourceDeclaration, JsonObject>> Outputs = new(StringComparer.Ordinal)
    {
        ["aws:cloudwatch/logGroup:LogGroup"] = logs => Identified(Name(logs), LocalAddress.Arn("logs", $"log-group:{Name(logs)}")),
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = alarm => Identified(Name(alarm), LocalAddress.Arn("cloudwatch", $"alarm:{Name(alarm)}")),
        ["aws:cloudwatch/dashboard:Dashboard"] = dashboard => new()
        {
            ["id"] = DashboardName(dashboard), ["dashboardName"] = DashboardName(dashboard),
            ["dashboardArn"] = $"arn:aws:cloudwatch::{LocalAddress.AccountId}:dashboard/{DashboardName(dashboard)}",
        },
        ["aws:budgets/budget:Budget"] = budget => Identified(Name(budget), $"arn:aws:budgets::{LocalAddress.AccountId}:budget/{Name(budget)}"),
        ["aws:wafv2/webAcl:WebAcl"] = acl => Identified(Name(acl), LocalAddress.Arn("wafv2", $"regional/webacl/{Name(acl)}")),
        ["aws:wafv2/webAclAssociation:WebAclAssociation"] = association => new() { ["id"] = association.LogicalName },
        ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"] = policy => new() { ["id"] = policy.Inputs["policyName"]?.ToString() ?? policy.LogicalName },
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] = filter => new() { ["id"] = Name(filter), ["name"] = Name(filter) },
        ["aws:kms/alias:Alias"] = alias => Identified(Name(alias), LocalAddress.Arn("kms", Name(alias))),
    };

    public IReadOnlyCollection<string> Types => Outputs.Keys;

    public bool Emulates => false;

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) => Task.FromResult(Outputs[resource.Type](resource));

    /// <summary>Without a name the engine would make one up from the logical name.</summary>
    private static string Name(ResourceDeclaration resource) => resource.Inputs["name"]?.GetValue<string>() ?? resource.LogicalName;

    private static string DashboardName(ResourceDeclaration dashboard) => dashboard.Inputs["dashboardName"]?.GetValue<string>() ?? dashboard.LogicalName;

    private static JsonObject Identified(string name, string arn) => new() { ["id"] = name, ["name"] = name, ["arn"] = arn };
}

using EventChat.Infra.Workflows;
using Pulumi;
using Pulumi.Aws.AppSync;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.WafV2;
using Pulumi.Aws.WafV2.Inputs;

namespace EventChat.Infra.Watch;

/// <summary>
/// What stands before the API where <c>wafRate</c> is set: a bound on the requests of one address, and AWS's common rules. $5 a month, $1 for each of the two, and $0.60 per million
/// requests.
/// </summary>
internal static class Firewall
{
    public const string Namespace = "AWS/WAFV2";

    /// <summary>
    /// Rules that are counted and block nothing. A message may hold any text, a link to an address and a piece of HTML among it, and a page of input has more than 8 KB; programs need
    /// no user agent; and the real-time handshake carries the token in its query string, which may be more than 2,048 bytes.
    /// </summary>
    private static readonly string[] CountedOnly =
    [
        "SizeRestrictions_BODY", "CrossSiteScripting_BODY", "GenericLFI_BODY", "GenericRFI_BODY", "EC2MetaDataSSRF_BODY", "NoUserAgent_HEADER", "SizeRestrictions_QUERYSTRING",
    ];

    public static void Protect(PhysicalNames names, StackConfig config, GraphQLApi api, Alarms alarms, Output<string> region)
    {
        if (config.Watch.WafRate == 0) return;
        var name = names.Of("firewall");
        var acl = new WebAcl("firewall", new WebAclArgs
        {
            Name = name,
            Description = "Before the API: a bound per address, and the common rules",
            Scope = "REGIONAL",
            DefaultAction = new WebAclDefaultActionArgs { Allow = new WebAclDefaultActionAllowArgs() },
            Rules = { PerAddress(config.Watch.WafRate), Common },
            VisibilityConfig = new WebAclVisibilityConfigArgs { CloudwatchMetricsEnabled = true, MetricName = name, SampledRequestsEnabled = true },
        });
        _ = new WebAclAssociation("firewallOfApi", new WebAclAssociationArgs { ResourceArn = api.Arn, WebAclArn = acl.Arn });
        alarms.Ring("firewallBlocking", "firewall-blocking", "the-firewall-blocks", new MetricAlarmArgs
        {
            // As many as one address may ask for: less is a script that somebody forgot.
            AlarmDescription = "The firewall blocks many requests",
            Namespace = Namespace, MetricName = "BlockedRequests", Dimensions = { ["WebACL"] = acl.Name, ["Rule"] = "ALL", ["Region"] = region },
            Statistic = "Sum", ComparisonOperator = Alarms.AtLeast, Threshold = config.Watch.WafRate, Period = 300, EvaluationPeriods = 1,
        });
    }

    private static WebAclRuleArgs PerAddress(int rate) => new()
    {
        Name = "rate-per-address",
        Priority = 0,
        Action = new WebAclRuleActionArgs { Block = new WebAclRuleActionBlockArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            RateBasedStatement = new WebAclRuleStatementRateBasedStatementArgs
            {
                AggregateKeyType = "IP", EvaluationWindowSec = 300, Limit = rate,
                ScopeDownStatement = new WebAclRuleStatementRateBasedStatementScopeDownStatementArgs
                {
                    NotStatement = new WebAclRuleStatementRateBasedStatementScopeDownStatementNotStatementArgs { Statements = { SignedByIam } },
                },
            },
        },
        VisibilityConfig = Visible("rate-per-address"),
    };

    /// <summary>The projector, which publishes every event of the chat from a few addresses. Whoever only pretends gets no further than AppSync's check of the signature.</summary>
    private static WebAclRuleStatementArgs SignedByIam => new()
    {
        ByteMatchStatement = new WebAclRuleStatementByteMatchStatementArgs
        {
            FieldToMatch = new WebAclRuleStatementByteMatchStatementFieldToMatchArgs
            {
                SingleHeader = new WebAclRuleStatementByteMatchStatementFieldToMatchSingleHeaderArgs { Name = "authorization" },
            },
            PositionalConstraint = "STARTS_WITH",
            SearchString = "AWS4-HMAC-SHA256",
            TextTransformations = { new WebAclRuleStatementByteMatchStatementTextTransformationArgs { Priority = 0, Type = "NONE" } },
        },
    };

    private static WebAclRuleArgs Common => new()
    {
        Name = "common",
        Priority = 1,
        OverrideAction = new WebAclRuleOverrideActionArgs { None = new WebAclRuleOverrideActionNoneArgs() },
        Statement = new WebAclRuleStatementArgs
        {
            ManagedRuleGroupStatement = new WebAclRuleStatementManagedRuleGroupStatementArgs
            {
                VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet",
                RuleActionOverrides = CountedOnly.Select(rule => new WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs
                {
                    Name = rule,
                    ActionToUse = new WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs
                    {
                        Count = new WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs(),
                    },
                }).ToArray(),
            },
        },
        VisibilityConfig = Visible("common"),
    };

    private static WebAclRuleVisibilityConfigArgs Visible(string rule) => new() { CloudwatchMetricsEnabled = true, MetricName = rule, SampledRequestsEnabled = true };
}

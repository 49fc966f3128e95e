namespace Pulumi.Aws.WafV2.Inputs;

public sealed class WebAclRuleStatementArgs : ResourceArgs
{
    [Input("byteMatchStatement")] public Input<WebAclRuleStatementByteMatchStatementArgs>? ByteMatchStatement { get; set; }
    [Input("managedRuleGroupStatement")] public Input<WebAclRuleStatementManagedRuleGroupStatementArgs>? ManagedRuleGroupStatement { get; set; }
    [Input("rateBasedStatement")] public Input<WebAclRuleStatementRateBasedStatementArgs>? RateBasedStatement { get; set; }
}

public sealed class WebAclRuleStatementRateBasedStatementArgs : ResourceArgs
{
    [Input("aggregateKeyType")] public Input<string>? AggregateKeyType { get; set; }
    [Input("evaluationWindowSec")] public Input<int>? EvaluationWindowSec { get; set; }
    [Input("limit", required: true)] public Input<int> Limit { get; set; } = null!;
    [Input("scopeDownStatement")] public Input<WebAclRuleStatementRateBasedStatementScopeDownStatementArgs>? ScopeDownStatement { get; set; }
}

public sealed class WebAclRuleStatementRateBasedStatementScopeDownStatementArgs : ResourceArgs
{
    [Input("notStatement")] public Input<WebAclRuleStatementRateBasedStatementScopeDownStatementNotStatementArgs>? NotStatement { get; set; }
}

public sealed class WebAclRuleStatementRateBasedStatementScopeDownStatementNotStatementArgs : ResourceArgs
{
    [Input("statements", required: true)] private InputList<WebAclRuleStatementArgs>? _statements;
    public InputList<WebAclRuleStatementArgs> Statements { get => _statements ??= []; set => _statements = value; }
}

public sealed class WebAclRuleStatementByteMatchStatementArgs : ResourceArgs
{
    [Input("fieldToMatch")] public Input<WebAclRuleStatementByteMatchStatementFieldToMatchArgs>? FieldToMatch { get; set; }
    [Input("positionalConstraint", required: true)] public Input<string> PositionalConstraint { get; set; } = null!;
    [Input("searchString", required: true)] public Input<string> SearchString { get; set; } = null!;
    [Input("textTransformations", required: true)] private InputList<WebAclRuleStatementByteMatchStatementTextTransformationArgs>? _textTransformations;
    public InputList<WebAclRuleStatementByteMatchStatementTextTransformationArgs> TextTransformations { get => _textTransformations ??= []; set => _textTransformations = value; }
}

public sealed class WebAclRuleStatementByteMatchStatementFieldToMatchArgs : ResourceArgs
{
    [Input("singleHeader")] public Input<WebAclRuleStatementByteMatchStatementFieldToMatchSingleHeaderArgs>? SingleHeader { get; set; }
}

public sealed class WebAclRuleStatementByteMatchStatementFieldToMatchSingleHeaderArgs : ResourceArgs
{
    [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
}

public sealed class WebAclRuleStatementByteMatchStatementTextTransformationArgs : ResourceArgs
{
    [Input("priority", required: true)] public Input<int> Priority { get; set; } = null!;
    [Input("type", required: true)] public Input<string> Type { get; set; } = null!;
}

public sealed class WebAclRuleStatementManagedRuleGroupStatementArgs : ResourceArgs
{
    [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
    [Input("ruleActionOverrides")] private InputList<WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs>? _ruleActionOverrides;
    public InputList<WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs> RuleActionOverrides { get => _ruleActionOverrides ??= []; set => _ruleActionOverrides = value; }
    [Input("vendorName", required: true)] public Input<string> VendorName { get; set; } = null!;
}

public sealed class WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideArgs : ResourceArgs
{
    [Input("actionToUse", required: true)] public Input<WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs> ActionToUse { get; set; } = null!;
    [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
}

public sealed class WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseArgs : ResourceArgs
{
    [Input("count")] public Input<WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs>? Count { get; set; }
}

public sealed class WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCountArgs : ResourceArgs;

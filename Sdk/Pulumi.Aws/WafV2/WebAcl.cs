namespace Pulumi.Aws.WafV2
{
    public class WebAcl(string name, WebAclArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:wafv2/webAcl:WebAcl", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class WebAclArgs : ResourceArgs
    {
        [Input("defaultAction", required: true)] public Input<Inputs.WebAclDefaultActionArgs> DefaultAction { get; set; } = null!;
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("rules")] private InputList<Inputs.WebAclRuleArgs>? _rules;
        public InputList<Inputs.WebAclRuleArgs> Rules { get => _rules ??= []; set => _rules = value; }
        [Input("scope", required: true)] public Input<string> Scope { get; set; } = null!;
        [Input("visibilityConfig", required: true)] public Input<Inputs.WebAclVisibilityConfigArgs> VisibilityConfig { get; set; } = null!;
    }
}

namespace Pulumi.Aws.WafV2.Inputs
{
    public sealed class WebAclDefaultActionArgs : ResourceArgs
    {
        [Input("allow")] public Input<WebAclDefaultActionAllowArgs>? Allow { get; set; }
    }

    public sealed class WebAclDefaultActionAllowArgs : ResourceArgs;

    public sealed class WebAclVisibilityConfigArgs : ResourceArgs
    {
        [Input("cloudwatchMetricsEnabled", required: true)] public Input<bool> CloudwatchMetricsEnabled { get; set; } = null!;
        [Input("metricName", required: true)] public Input<string> MetricName { get; set; } = null!;
        [Input("sampledRequestsEnabled", required: true)] public Input<bool> SampledRequestsEnabled { get; set; } = null!;
    }

    public sealed class WebAclRuleArgs : ResourceArgs
    {
        [Input("action")] public Input<WebAclRuleActionArgs>? Action { get; set; }
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("overrideAction")] public Input<WebAclRuleOverrideActionArgs>? OverrideAction { get; set; }
        [Input("priority", required: true)] public Input<int> Priority { get; set; } = null!;
        [Input("statement", required: true)] public Input<WebAclRuleStatementArgs> Statement { get; set; } = null!;
        [Input("visibilityConfig", required: true)] public Input<WebAclRuleVisibilityConfigArgs> VisibilityConfig { get; set; } = null!;
    }

    public sealed class WebAclRuleActionArgs : ResourceArgs
    {
        [Input("block")] public Input<WebAclRuleActionBlockArgs>? Block { get; set; }
    }

    public sealed class WebAclRuleActionBlockArgs : ResourceArgs;

    public sealed class WebAclRuleOverrideActionArgs : ResourceArgs
    {
        [Input("none")] public Input<WebAclRuleOverrideActionNoneArgs>? None { get; set; }
    }

    public sealed class WebAclRuleOverrideActionNoneArgs : ResourceArgs;

    public sealed class WebAclRuleVisibilityConfigArgs : ResourceArgs
    {
        [Input("cloudwatchMetricsEnabled", required: true)] public Input<bool> CloudwatchMetricsEnabled { get; set; } = null!;
        [Input("metricName", required: true)] public Input<string> MetricName { get; set; } = null!;
        [Input("sampledRequestsEnabled", required: true)] public Input<bool> SampledRequestsEnabled { get; set; } = null!;
    }
}

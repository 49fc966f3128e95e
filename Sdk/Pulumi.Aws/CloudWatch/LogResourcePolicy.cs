namespace Pulumi.Aws.CloudWatch;

public class LogResourcePolicy(string name, LogResourcePolicyArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", name, args, Package.Pin(options));

public sealed class LogResourcePolicyArgs : ResourceArgs
{
    [Input("policyDocument", required: true)] public Input<string> PolicyDocument { get; set; } = null!;
    [Input("policyName", required: true)] public Input<string> PolicyName { get; set; } = null!;
}

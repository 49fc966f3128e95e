namespace Pulumi.Aws.Iam;

public class RolePolicy(string name, RolePolicyArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:iam/rolePolicy:RolePolicy", name, args, Package.Pin(options))
{
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class RolePolicyArgs : ResourceArgs
{
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("policy", required: true)] public Input<string> Policy { get; set; } = null!;
    [Input("role", required: true)] public Input<string> Role { get; set; } = null!;
}

namespace Pulumi.Aws.Cognito;

public class UserGroup(string name, UserGroupArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cognito/userGroup:UserGroup", name, args, Package.Pin(options))
{
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class UserGroupArgs : ResourceArgs
{
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
    [Input("precedence")] public Input<int>? Precedence { get; set; }
    [Input("userPoolId", required: true)] public Input<string> UserPoolId { get; set; } = null!;
}

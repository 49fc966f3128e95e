namespace Pulumi.Aws.Lambda;

public class Permission(string name, PermissionArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:lambda/permission:Permission", name, args, Package.Pin(options))
{
    [Output("statementId")] public Output<string> StatementId { get; private set; } = null!;
}

public sealed class PermissionArgs : ResourceArgs
{
    [Input("action", required: true)] public Input<string> Action { get; set; } = null!;
    [Input("function", required: true)] public Input<string> Function { get; set; } = null!;
    [Input("principal", required: true)] public Input<string> Principal { get; set; } = null!;
    [Input("sourceArn")] public Input<string>? SourceArn { get; set; }
    [Input("statementId")] public Input<string>? StatementId { get; set; }
}

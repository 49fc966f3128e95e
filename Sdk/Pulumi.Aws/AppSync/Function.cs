namespace Pulumi.Aws.AppSync
{
    public class Function(string name, FunctionArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:appsync/function:Function", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("functionId")] public Output<string> FunctionId { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class FunctionArgs : ResourceArgs
    {
        [Input("apiId", required: true)] public Input<string> ApiId { get; set; } = null!;
        [Input("code")] public Input<string>? Code { get; set; }
        [Input("dataSource", required: true)] public Input<string> DataSource { get; set; } = null!;
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("runtime")] public Input<Inputs.FunctionRuntimeArgs>? Runtime { get; set; }
    }
}

namespace Pulumi.Aws.AppSync.Inputs
{
    public sealed class FunctionRuntimeArgs : ResourceArgs
    {
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("runtimeVersion", required: true)] public Input<string> RuntimeVersion { get; set; } = null!;
    }
}

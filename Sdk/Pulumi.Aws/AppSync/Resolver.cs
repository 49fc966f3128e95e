namespace Pulumi.Aws.AppSync
{
    public class Resolver(string name, ResolverArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:appsync/resolver:Resolver", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    }

    public sealed class ResolverArgs : ResourceArgs
    {
        [Input("apiId", required: true)] public Input<string> ApiId { get; set; } = null!;
        [Input("code")] public Input<string>? Code { get; set; }
        [Input("dataSource")] public Input<string>? DataSource { get; set; }
        [Input("field", required: true)] public Input<string> Field { get; set; } = null!;
        [Input("kind")] public Input<string>? Kind { get; set; }
        [Input("pipelineConfig")] public Input<Inputs.ResolverPipelineConfigArgs>? PipelineConfig { get; set; }
        [Input("runtime")] public Input<Inputs.ResolverRuntimeArgs>? Runtime { get; set; }
        [Input("type", required: true)] public Input<string> Type { get; set; } = null!;
    }
}

namespace Pulumi.Aws.AppSync.Inputs
{
    public sealed class ResolverPipelineConfigArgs : ResourceArgs
    {
        [Input("functions")] private InputList<string>? _functions;
        public InputList<string> Functions { get => _functions ??= []; set => _functions = value; }
    }

    public sealed class ResolverRuntimeArgs : ResourceArgs
    {
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("runtimeVersion", required: true)] public Input<string> RuntimeVersion { get; set; } = null!;
    }
}

namespace Pulumi.Aws.Lambda
{
    public class Function(string name, FunctionArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:lambda/function:Function", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class FunctionArgs : ResourceArgs
    {
        [Input("architectures")] private InputList<string>? _architectures;
        public InputList<string> Architectures { get => _architectures ??= []; set => _architectures = value; }
        [Input("code")] public Input<Archive>? Code { get; set; }
        [Input("description")] public Input<string>? Description { get; set; }
        [Input("environment")] public Input<Inputs.FunctionEnvironmentArgs>? Environment { get; set; }
        [Input("handler")] public Input<string>? Handler { get; set; }
        [Input("loggingConfig")] public Input<Inputs.FunctionLoggingConfigArgs>? LoggingConfig { get; set; }
        [Input("memorySize")] public Input<int>? MemorySize { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("reservedConcurrentExecutions")] public Input<int>? ReservedConcurrentExecutions { get; set; }
        [Input("role", required: true)] public Input<string> Role { get; set; } = null!;
        [Input("runtime")] public InputUnion<string, Runtime>? Runtime { get; set; }
        [Input("timeout")] public Input<int>? Timeout { get; set; }
        [Input("tracingConfig")] public Input<Inputs.FunctionTracingConfigArgs>? TracingConfig { get; set; }
    }
}

namespace Pulumi.Aws.Lambda.Inputs
{
    public sealed class FunctionEnvironmentArgs : ResourceArgs
    {
        [Input("variables")] private InputMap<string>? _variables;
        public InputMap<string> Variables { get => _variables ??= []; set => _variables = value; }
    }

    public sealed class FunctionLoggingConfigArgs : ResourceArgs
    {
        [Input("applicationLogLevel")] public Input<string>? ApplicationLogLevel { get; set; }
        [Input("logFormat", required: true)] public Input<string> LogFormat { get; set; } = null!;
        [Input("logGroup")] public Input<string>? LogGroup { get; set; }
        [Input("systemLogLevel")] public Input<string>? SystemLogLevel { get; set; }
    }

    public sealed class FunctionTracingConfigArgs : ResourceArgs
    {
        [Input("mode", required: true)] public Input<string> Mode { get; set; } = null!;
    }
}

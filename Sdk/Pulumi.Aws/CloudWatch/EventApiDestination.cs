namespace Pulumi.Aws.CloudWatch;

public class EventApiDestination(string name, EventApiDestinationArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/eventApiDestination:EventApiDestination", name, args, Package.Pin(options))
{
    [Output("arn")] public Output<string> Arn { get; private set; } = null!;
    [Output("name")] public Output<string> Name { get; private set; } = null!;
}

public sealed class EventApiDestinationArgs : ResourceArgs
{
    [Input("connectionArn", required: true)] public Input<string> ConnectionArn { get; set; } = null!;
    [Input("description")] public Input<string>? Description { get; set; }
    [Input("httpMethod", required: true)] public Input<string> HttpMethod { get; set; } = null!;
    [Input("invocationEndpoint", required: true)] public Input<string> InvocationEndpoint { get; set; } = null!;
    [Input("invocationRateLimitPerSecond")] public Input<int>? InvocationRateLimitPerSecond { get; set; }
    [Input("name")] public Input<string>? Name { get; set; }
}

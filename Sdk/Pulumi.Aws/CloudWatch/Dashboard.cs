namespace Pulumi.Aws.CloudWatch;

public class Dashboard(string name, DashboardArgs args, CustomResourceOptions? options = null)
    : CustomResource("aws:cloudwatch/dashboard:Dashboard", name, args, Package.Pin(options))
{
    [Output("dashboardArn")] public Output<string> DashboardArn { get; private set; } = null!;
    [Output("dashboardName")] public Output<string> DashboardName { get; private set; } = null!;
}

public sealed class DashboardArgs : ResourceArgs
{
    [Input("dashboardBody", required: true)] public Input<string> DashboardBody { get; set; } = null!;
    [Input("dashboardName", required: true)] public Input<string> DashboardName { get; set; } = null!;
}

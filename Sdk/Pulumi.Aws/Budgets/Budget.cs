namespace Pulumi.Aws.Budgets
{
    public class Budget(string name, BudgetArgs args, CustomResourceOptions? options = null)
        : CustomResource("aws:budgets/budget:Budget", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class BudgetArgs : ResourceArgs
    {
        [Input("budgetType", required: true)] public Input<string> BudgetType { get; set; } = null!;
        [Input("limitAmount")] public Input<string>? LimitAmount { get; set; }
        [Input("limitUnit")] public Input<string>? LimitUnit { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("notifications")] private InputList<Inputs.BudgetNotificationArgs>? _notifications;
        public InputList<Inputs.BudgetNotificationArgs> Notifications { get => _notifications ??= []; set => _notifications = value; }
        [Input("timeUnit", required: true)] public Input<string> TimeUnit { get; set; } = null!;
    }
}

namespace Pulumi.Aws.Budgets.Inputs
{
    public sealed class BudgetNotificationArgs : ResourceArgs
    {
        [Input("comparisonOperator", required: true)] public Input<string> ComparisonOperator { get; set; } = null!;
        [Input("notificationType", required: true)] public Input<string> NotificationType { get; set; } = null!;
        [Input("subscriberEmailAddresses")] private InputList<string>? _subscriberEmailAddresses;
        public InputList<string> SubscriberEmailAddresses { get => _subscriberEmailAddresses ??= []; set => _subscriberEmailAddresses = value; }
        [Input("threshold", required: true)] public Input<double> Threshold { get; set; } = null!;
        [Input("thresholdType", required: true)] public Input<string> ThresholdType { get; set; } = null!;
    }
}

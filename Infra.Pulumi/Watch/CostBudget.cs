using System.Globalization;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace EventChat.Infra.Watch;

/// <summary>A mail before the month is dear, and one when it is. It is the whole account's bill: AWS tells stacks apart by tags that somebody has to activate first.</summary>
internal static class CostBudget
{
    public static void Set(PhysicalNames names, StackConfig config)
    {
        if (config.Watch.Budget is not { } budget) return;
        _ = new Budget("budget", new BudgetArgs
        {
            Name = names.Of("budget"),
            BudgetType = "COST",
            TimeUnit = "MONTHLY",
            LimitAmount = budget.Dollars.ToString(CultureInfo.InvariantCulture),
            LimitUnit = "USD",
            // AWS forecasts after five weeks of use; until then only the second one comes.
            Notifications = { Tell(budget, "FORECASTED", percent: 80), Tell(budget, "ACTUAL", percent: 100) },
        });
    }

    private static BudgetNotificationArgs Tell(MonthlyBudget budget, string type, int percent) => new()
    {
        NotificationType = type,
        ComparisonOperator = "GREATER_THAN",
        Threshold = percent,
        ThresholdType = "PERCENTAGE",
        SubscriberEmailAddresses = { budget.Mail },
    };
}

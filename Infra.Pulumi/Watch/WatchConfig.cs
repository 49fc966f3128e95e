using System.Globalization;
using Pulumi;

namespace EventChat.Infra.Watch;

/// <summary>What AppSync measures besides the API as a whole. A metric is $0.30 a month.</summary>
internal enum ApiMetrics
{
    Off,
    /// <summary>Requests, latency and errors of each data source: 24 metrics, $7 a month.</summary>
    Sources,
    /// <summary>Of each resolver too: some 340 metrics if all are used, $100 a month. For the day somebody looks for a slow one.</summary>
    Resolvers,
}

/// <summary>What may differ from stage to stage in how the stack is watched and protected.</summary>
/// <param name="ApiMetrics"><c>apiMetrics</c>, off: <c>off</c>, <c>sources</c> or <c>resolvers</c>.</param>
/// <param name="Introspection"><c>introspection</c>, false: whether the API tells anybody who is signed in its schema, as tools ask it to.</param>
/// <param name="FunctionMetrics"><c>functionMetrics</c>, true: the read side measures lag, parked logs and reviews: four metrics, $1.20 a month.</param>
/// <param name="WafRate"><c>wafRate</c>, 0: requests of one IP address in five minutes before it is blocked; 0: no firewall, which is $7 a month and $0.60 per million requests.</param>
/// <param name="Budget">Null unless <c>monthlyBudget</c> is set.</param>
internal sealed record WatchConfig(ApiMetrics ApiMetrics, bool Introspection, bool FunctionMetrics, int WafRate, MonthlyBudget? Budget)
{
    /// <summary>What WAF takes as a limit.</summary>
    private const int LeastRate = 10, MostRate = 2_000_000_000;

    /// <exception cref="RunException">A value is not one of those allowed; the message names the key and what it may be.</exception>
    public static WatchConfig Read(Config config) => new(
        StackConfig.ReadWord(config, "apiMetrics", ApiMetrics.Off),
        config.GetBoolean("introspection") ?? false,
        config.GetBoolean("functionMetrics") ?? true,
        ReadRate(config),
        MonthlyBudget.Read(config));

    private static int ReadRate(Config config)
    {
        var rate = config.GetInt32("wafRate") ?? 0;
        return rate is 0 or (>= LeastRate and <= MostRate)
            ? rate
            : throw new RunException(string.Create(CultureInfo.InvariantCulture,
                $"Configuration 'wafRate' is {rate}; it is 0 for no firewall, or requests of one address in five minutes, from {LeastRate} to {MostRate}."));
    }
}

/// <summary>What the account may cost.</summary>
/// <param name="Dollars"><c>monthlyBudget</c>, none: US dollars a month.</param>
/// <param name="Mail">The alarms' address.</param>
internal sealed record MonthlyBudget(int Dollars, string Mail)
{
    public static MonthlyBudget? Read(Config config)
    {
        if (config.GetInt32("monthlyBudget") is not { } dollars) return null;
        if (dollars is < 1 or > 1_000_000) throw new RunException($"Configuration 'monthlyBudget' is {dollars}; it is whole US dollars, from 1 to 1000000.");
        return new(dollars, config.Get("alarmMail") ?? throw new RunException("Configuration 'monthlyBudget' is set but 'alarmMail' is not: the address that is told."));
    }
}

using EventChat.Contracts;
using Pulumi;

namespace EventChat.Infra.Watch;

/// <summary>Functions that measure what AWS does not: see <see cref="MetricNames"/>.</summary>
internal static class Measured
{
    /// <summary>Tells a function what its measurements are of; where they are not wanted, it is told nothing and measures nothing.</summary>
    public static InputMap<string> Measure(this PhysicalNames names, StackConfig config, InputMap<string> environment)
    {
        if (config.Watch.FunctionMetrics) environment[EnvironmentNames.MetricsStack] = names.Stack;
        return environment;
    }
}

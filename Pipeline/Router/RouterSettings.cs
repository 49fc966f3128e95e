using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Where the router hands events to.</summary>
/// <param name="Bodies">Integration events carry the text of messages that members are shown. Default: no.</param>
public sealed record RouterSettings(string ModerationMachine, string ReviewMachine, string AnalyticsMachine, string ErasureMachine, string NotifyQueue, string EventBus, bool Bodies)
{
    public static RouterSettings From(IReadOnlyDictionary<string, string> environment) => new(
        Settings.Required(environment, EnvironmentNames.ModerationMachine),
        Settings.Required(environment, EnvironmentNames.ReviewMachine),
        Settings.Required(environment, EnvironmentNames.AnalyticsMachine),
        Settings.Required(environment, EnvironmentNames.ErasureMachine),
        Settings.Required(environment, EnvironmentNames.NotifyQueue),
        Settings.Required(environment, EnvironmentNames.EventBus),
        environment.GetValueOrDefault(EnvironmentNames.IntegrationBodies) is "true");
}

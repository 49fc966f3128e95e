using Amazon.EventBridge.Model;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>All that the router hands to, at once.</summary>
public sealed class Targets(WorkflowStarts starts, Reviews reviews, ErasureStarts erasures, GraceQueue grace, EventBus bus, RouterSettings settings)
{
    public bool Bodies => settings.Bodies;

    /// <returns>The logs of which something was not taken.</returns>
    public async Task<IReadOnlySet<LogId>> HandOnAsync(
        IReadOnlyList<Routed<Route>> routes, IReadOnlyList<Routed<PutEventsRequestEntry>> integrationEvents, CancellationToken cancel)
    {
        var failed = await Task.WhenAll(
            starts.StartAsync(settings.ModerationMachine, Of<Route.Moderate, RoutedVersion>(routes, r => r.Version), RouterWire.Json.RoutedVersion, cancel),
            grace.SendAsync(Of<Route.Grace, GraceMessage>(routes, r => r.Message), cancel),
            starts.StartAsync(settings.AnalyticsMachine, Of<Route.Analyze, RoutedText>(routes, r => r.Text), RouterWire.Json.RoutedText, cancel),
            reviews.HandleAsync([.. routes.Where(r => r.Item is Route.Review or Route.Settle)], cancel),
            erasures.StartAsync([.. Of<Route.Erase, Route.Erase>(routes, r => r)], cancel),
            bus.PutAsync(integrationEvents, cancel));
        return failed.SelectMany(f => f).ToHashSet();
    }

    private static IEnumerable<Routed<TItem>> Of<TRoute, TItem>(IEnumerable<Routed<Route>> routes, Func<TRoute, TItem> item) where TRoute : Route =>
        routes.Where(r => r.Item is TRoute).Select(r => new Routed<TItem>(r.Log, item((TRoute)r.Item)));
}

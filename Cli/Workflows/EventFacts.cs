using Amazon.StepFunctions.Model;

namespace EventChat.Cli.Workflows;

/// <summary>What the details of an event say, whichever of them it has.</summary>
/// <param name="What">E.g. the resource that a task calls.</param>
internal sealed record EventFacts(string? What = null, string? Error = null, string? Cause = null, string? Input = null, string? Output = null)
{
    public static EventFacts Of(HistoryEvent e) => e switch
    {
        { ExecutionStartedEventDetails: { } d } => new(Input: d.Input),
        { ExecutionSucceededEventDetails: { } d } => new(Output: d.Output),
        { StateEnteredEventDetails: { } d } => new(Input: d.Input),
        { StateExitedEventDetails: { } d } => new(Output: d.Output),
        { TaskScheduledEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", Input: d.Parameters),
        { TaskSubmittedEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", Output: d.Output),
        { TaskSucceededEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", Output: d.Output),
        { LambdaFunctionScheduledEventDetails: { } d } => new(d.Resource, Input: d.Input),
        { LambdaFunctionSucceededEventDetails: { } d } => new(Output: d.Output),
        { MapStateStartedEventDetails: { } d } => new($"{d.Length} items"),
        { MapRunStartedEventDetails: { } d } => new(d.MapRunArn),
        { ExecutionRedrivenEventDetails: { } d } => new($"redrive {d.RedriveCount}"),
        _ => Iteration(e) ?? Failure(e) ?? new(),
    };

    private static EventFacts? Iteration(HistoryEvent e) =>
        (e.MapIterationStartedEventDetails ?? e.MapIterationSucceededEventDetails ?? e.MapIterationFailedEventDetails ?? e.MapIterationAbortedEventDetails)
        is { } d ? new($"{d.Name}[{d.Index}]") : null;

    private static EventFacts? Failure(HistoryEvent e) => e switch
    {
        { ExecutionFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { ExecutionTimedOutEventDetails: { } d } => new(null, d.Error, d.Cause),
        { ExecutionAbortedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { TaskFailedEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", d.Error, d.Cause),
        { TaskTimedOutEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", d.Error, d.Cause),
        { TaskStartFailedEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", d.Error, d.Cause),
        { TaskSubmitFailedEventDetails: { } d } => new($"{d.ResourceType}:{d.Resource}", d.Error, d.Cause),
        { LambdaFunctionFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { LambdaFunctionTimedOutEventDetails: { } d } => new(null, d.Error, d.Cause),
        { LambdaFunctionScheduleFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { LambdaFunctionStartFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { EvaluationFailedEventDetails: { } d } => new(d.Location, d.Error, d.Cause),
        { MapRunFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { ActivityFailedEventDetails: { } d } => new(null, d.Error, d.Cause),
        { ActivityTimedOutEventDetails: { } d } => new(null, d.Error, d.Cause),
        _ => null,
    };
}

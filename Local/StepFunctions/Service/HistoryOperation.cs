using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>GetExecutionHistory.</summary>
internal sealed class HistoryOperation(StandardExecutions executions)
{
    private static readonly string[] Data = ["input", "output", "parameters", "inputDetails", "outputDetails"];

    public Operation Operation => Operation.Of("GetExecutionHistory", "executionArn maxResults reverseOrder nextToken includeExecutionData", request =>
    {
        var events = executions.Describe(request.Arn("executionArn")).Events;
        var (reversed, withData) = (request.Flag("reverseOrder"), request.Flag("includeExecutionData", otherwise: true));
        return Paging.Page(
            request, "events", reversed ? events.Reverse() : events, e => Key(reversed ? long.MaxValue - e.Id : e.Id), e => View(e, withData));
    });

    public static JsonObject View(HistoryEvent recorded, bool withData)
    {
        var view = new JsonObject
        {
            ["timestamp"] = Views.Time(recorded.Time), ["type"] = recorded.Type, ["id"] = recorded.Id, ["previousEventId"] = recorded.PreviousId,
        };
        if (recorded.Details is not { } details) return view;
        var shown = details.DeepClone().AsObject();
        if (!withData)
            foreach (var member in Data) shown.Remove(member);
        view[MemberOf(recorded.Type)] = shown;
        return view;
    }

    /// <summary>The states of all types share two members; every other type has its own.</summary>
    private static string MemberOf(string type) =>
        type.EndsWith("StateEntered", StringComparison.Ordinal) ? "stateEnteredEventDetails"
        : type.EndsWith("StateExited", StringComparison.Ordinal) ? "stateExitedEventDetails"
        : $"{char.ToLowerInvariant(type[0])}{type.AsSpan(1)}EventDetails";

    private static string Key(long id) => id.ToString("D19", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.Stack;

namespace EventChat.Local.Scheduler;

/// <summary>Makes the program's schedules and groups by the same operations as the API, so with the same refusals.</summary>
internal sealed class ScheduleProvider(ScheduleOperations schedules, GroupOperations groups, ScheduleStore store) : IResourceProvider
{
    private const string ScheduleType = "aws:scheduler/schedule:Schedule";
    private const string GroupType = "aws:scheduler/scheduleGroup:ScheduleGroup";

    public IReadOnlyCollection<string> Types { get; } = [ScheduleType, GroupType];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        try
        {
            var inputs = new ProviderInputs(resource);
            return Task.FromResult(resource.Type is GroupType ? Group(inputs) : Schedule(inputs));
        }
        catch (EventsException e)
        {
            throw new UnsupportedResourceException($"{resource.Type} {resource.LogicalName}: {e.Type}: {e.Message}");
        }
    }

    private JsonObject Group(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var tags = inputs.Tags();
        inputs.Done();
        if (!store.Contents.Groups.ContainsKey(name)) groups.Create(name, new EventsRequest(new JsonObject { ["Tags"] = tags }));
        return new() { ["id"] = name, ["name"] = name, ["arn"] = store.Contents.Groups[name].Arn, ["state"] = "ACTIVE" };
    }

    private JsonObject Schedule(ProviderInputs inputs)
    {
        var name = inputs.Name();
        var body = inputs.Take("description", "flexibleTimeWindow", "groupName", "kmsKeyArn", "scheduleExpression", "scheduleExpressionTimezone", "state", "target", "actionAfterCompletion");
        foreach (var date in (string[])["startDate", "endDate"])
            if (inputs.Text(date) is { } text)
                body[ProviderInputs.Pascal(date)] = Answers.Seconds(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        inputs.Done();
        var group = body["GroupName"]?.ToString() ?? Scheduler.Schedule.DefaultGroup;
        Unchanged(name, group, body);
        return new() { ["id"] = $"{group}/{name}", ["name"] = name, ["groupName"] = group, ["arn"] = store.Contents.Schedules[$"{group}/{name}"].Arn };
    }

    /// <summary>Declared again as it is, a schedule goes on where it was: what the host missed of it is still due.</summary>
    private void Unchanged(string name, string group, JsonObject body)
    {
        var key = $"{group}/{name}";
        if (!store.Contents.Schedules.TryGetValue(key, out var former)) schedules.Create(name, new EventsRequest(body));
        else if (!JsonNode.DeepEquals(former.Settings, ScheduleSettings.Read(name, Asked((JsonObject)body.DeepClone())))) schedules.Update(name, new EventsRequest(body));
    }

    private static EventsRequest Asked(JsonObject body)
    {
        body.Remove("GroupName");
        return new EventsRequest(body);
    }
}

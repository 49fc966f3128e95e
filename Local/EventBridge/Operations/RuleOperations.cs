using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;
using EventChat.Local.Scheduler.Expressions;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class RuleOperations(BusStore store, TimeProvider time)
{
    public IEnumerable<Operation> All =>
    [
        new("PutRule", Put), new("DescribeRule", Describe), new("ListRules", List), new("DeleteRule", Delete),
        new("EnableRule", request => SetEnabled(request, true)), new("DisableRule", request => SetEnabled(request, false)),
        new("ListRuleNamesByTarget", ListNamesByTarget), new("TestEventPattern", TestPattern),
    ];

    /// <summary>Creates the rule or changes it; its targets stay.</summary>
    private JsonObject Put(EventsRequest request)
    {
        var name = request.Name("Name");
        var bus = store.Contents.Bus(request.Text("EventBusName", 1_600, least: 1)).Name;
        var pattern = request.Text("EventPattern", 4_096) is { Length: > 0 } given ? given : null;
        var expression = request.Text("ScheduleExpression", 256) is { Length: > 0 } schedule ? schedule : null;
        if (pattern is not null) Answers.Pattern(pattern);
        if (expression is not null) CheckSchedule(expression, bus);
        if (pattern is null && expression is null) throw EventsException.Invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        var enabled = request.OneOf("State", "ENABLED", "ENABLED", "DISABLED") is "ENABLED";
        var rule = new Rule(
            name, bus, pattern, expression, enabled, request.Text("Description", 512), request.Text("RoleArn", 1_600, least: 1), time.GetUtcNow(),
            new Dictionary<string, JsonObject>());
        var tags = request.Tags();
        request.Done();
        store.Change(contents =>
        {
            var former = contents.Rules.GetValueOrDefault(rule.Arn);
            if (former is not null) rule = rule with { Targets = former.Targets, CreatedAt = former.ScheduleExpression == expression ? former.CreatedAt : rule.CreatedAt };
            return contents with
            {
                Rules = contents.Rules.With(rule.Arn, rule), Tags = former is null && tags.Count > 0 ? contents.Tags.With(rule.Arn, tags) : contents.Tags,
            };
        });
        return new JsonObject { ["RuleArn"] = rule.Arn };
    }

    private static void CheckSchedule(string expression, string bus)
    {
        if (bus != EventBus.Default) throw EventsException.Invalid("ScheduleExpression is supported only on the default event bus.");
        try
        {
            if (ScheduleExpression.Parse(expression, TimeZoneInfo.Utc) is not ScheduleExpression.Once) return;
        }
        catch (FormatException e)
        {
            throw EventsException.Invalid($"Parameter ScheduleExpression is not valid. Reason: {e.Message}");
        }
        throw EventsException.Invalid("Parameter ScheduleExpression is not valid. Reason: a rule takes rate(…) or cron(…).");
    }

    private JsonObject Describe(EventsRequest request)
    {
        var rule = RuleOf(request, "Name");
        request.Done();
        var answer = Summary(rule);
        answer["CreatedBy"] = LocalAddress.AccountId;
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 64) ?? "";
        var bus = store.Contents.Bus(request.Text("EventBusName", 1_600)).Name;
        return Pages.Answer(request, "Rules", RulesOf(bus).Where(rule => rule.Name.StartsWith(prefix, StringComparison.Ordinal)), Summary);
    }

    private JsonObject? Delete(EventsRequest request)
    {
        var name = request.Name("Name");
        var bus = store.Contents.Bus(request.Text("EventBusName", 1_600)).Name;
        request.Flag("Force"); // only managed rules need it, and there are none
        request.Done();
        store.Change(contents =>
        {
            if (!contents.Rules.TryGetValue(Rule.ArnOf(bus, name), out var rule)) return contents;
            if (rule.Targets.Count > 0) throw EventsException.Invalid("Rule can't be deleted since it has targets.");
            return contents with { Rules = contents.Rules.Without(rule.Arn), Tags = contents.Tags.Without(rule.Arn) };
        });
        return null;
    }

    private JsonObject? SetEnabled(EventsRequest request, bool enabled)
    {
        var arn = RuleOf(request, "Name").Arn;
        request.Done();
        store.Change(contents => contents.Rules.TryGetValue(arn, out var rule)
            ? contents with { Rules = contents.Rules.With(arn, rule with { Enabled = enabled }) }
            : contents);
        return null;
    }

    private JsonObject ListNamesByTarget(EventsRequest request)
    {
        var arn = request.Required("TargetArn", 1_600);
        var bus = store.Contents.Bus(request.Text("EventBusName", 1_600)).Name;
        var rules = RulesOf(bus).Where(rule => rule.Targets.Values.Any(target => target["Arn"]?.ToString() == arn));
        return Pages.Answer(request, "RuleNames", rules, rule => JsonValue.Create(rule.Name));
    }

    private JsonObject TestPattern(EventsRequest request)
    {
        var pattern = Answers.Pattern(request.Required("EventPattern", 4_096));
        var text = request.Required("Event");
        request.Done();
        return new JsonObject { ["Result"] = pattern.Matches(TestedEvent.Read(text)) };
    }

    private Rule RuleOf(EventsRequest request, string member) =>
        store.Contents.RuleOf(store.Contents.Bus(request.Text("EventBusName", 1_600)).Name, request.Name(member));

    private IOrderedEnumerable<Rule> RulesOf(string bus) =>
        store.Contents.Rules.Values.Where(rule => rule.Bus == bus).OrderBy(rule => rule.Name, StringComparer.Ordinal);

    private static JsonObject Summary(Rule rule) => Answers.Compact(new JsonObject
    {
        ["Name"] = rule.Name,
        ["Arn"] = rule.Arn,
        ["EventPattern"] = rule.EventPattern,
        ["ScheduleExpression"] = rule.ScheduleExpression,
        ["State"] = rule.Enabled ? "ENABLED" : "DISABLED",
        ["Description"] = rule.Description,
        ["RoleArn"] = rule.RoleArn,
        ["EventBusName"] = rule.Bus,
    });
}

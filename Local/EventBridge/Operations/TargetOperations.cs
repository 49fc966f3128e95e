using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class TargetOperations(BusStore store)
{
    /// <summary>Targets a rule may have.</summary>
    private const int MaxTargets = 5;

    public IEnumerable<Operation> All => [new("PutTargets", Put), new("ListTargetsByRule", List), new("RemoveTargets", Remove)];

    private JsonObject Put(EventsRequest request)
    {
        var rule = RuleOf(request);
        var given = request.Blocks("Targets");
        if (given.Count is 0 or > 100) throw EventsException.Constraint("targets", "Member must have length between 1 and 100");
        request.Done();
        var targets = given.Select(target => TargetCheck.Read(target, store.Contents)).ToList();
        if (targets.Select(target => target.Id).Distinct().Count() < targets.Count) throw EventsException.Invalid("Target ids must be unique within a request.");
        store.Change(contents =>
        {
            var now = contents.RuleOf(rule.Bus, rule.Name);
            var all = new Dictionary<string, JsonObject>(now.Targets, StringComparer.Ordinal);
            foreach (var (id, target) in targets) all[id] = target;
            return all.Count > MaxTargets
                ? throw new EventsException("LimitExceededException", "The requested resource exceeds the maximum number allowed.")
                : contents with { Rules = contents.Rules.With(now.Arn, now with { Targets = all }) };
        });
        return new JsonObject { ["FailedEntryCount"] = 0, ["FailedEntries"] = new JsonArray() };
    }

    private JsonObject List(EventsRequest request)
    {
        var rule = RuleOf(request);
        return Pages.Answer(request, "Targets", rule.Targets.OrderBy(target => target.Key, StringComparer.Ordinal), target => target.Value.DeepClone());
    }

    private JsonObject Remove(EventsRequest request)
    {
        var rule = RuleOf(request);
        var ids = request.Texts("Ids");
        request.Flag("Force");
        request.Done();
        if (ids.Count == 0) throw EventsException.Constraint("ids", "Member must have length greater than or equal to 1");
        store.Change(contents =>
        {
            var now = contents.RuleOf(rule.Bus, rule.Name);
            return contents with
            {
                Rules = contents.Rules.With(now.Arn, now with { Targets = now.Targets.Where(t => !ids.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal) }),
            };
        });
        var unknown = ids.Where(id => !rule.Targets.ContainsKey(id)).ToList();
        return new JsonObject
        {
            ["FailedEntryCount"] = unknown.Count,
            ["FailedEntries"] = new JsonArray([.. unknown.Select(id => new JsonObject
            {
                ["TargetId"] = id, ["ErrorCode"] = "ResourceNotFoundException", ["ErrorMessage"] = $"Rule {rule.Name} does not have a target with the Id {id}.",
            })]),
        };
    }

    private Rule RuleOf(EventsRequest request) =>
        store.Contents.RuleOf(store.Contents.Bus(request.Text("EventBusName", 1_600)).Name, request.Name("Rule"));
}

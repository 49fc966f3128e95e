using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

/// <summary>ListTagsForResource, TagResource, UntagResource; of state machines only, since there are no activities here.</summary>
internal sealed class Tags(StateMachines machines)
{
    /// <summary>Of a resource.</summary>
    private const int Most = 50;

    public IEnumerable<Operation> All =>
    [
        Operation.Of("ListTagsForResource", "resourceArn", request => new() { ["tags"] = View(Of(request).Tags) }),
        Operation.Of("TagResource", "resourceArn tags", request => Change(request, before => before.Concat(Read(request))
            .GroupBy(t => t.Key).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal))),
        Operation.Of("UntagResource", "resourceArn tagKeys", request =>
        {
            var gone = (request.List("tagKeys") ?? throw Request.Missing("tagKeys")).Select(k => k?.ToString()).ToHashSet();
            return Change(request, before => before.Where(t => !gone.Contains(t.Key)).ToDictionary(StringComparer.Ordinal));
        }),
    ];

    public static Dictionary<string, string> Read(Request request)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in request.List("tags") ?? [])
        {
            if ((tag as JsonObject)?["key"]?.ToString() is not { Length: >= 1 and <= 128 } key)
                throw StepFunctionsException.Constraint("tags.member.key", null, "Member must have length between 1 and 128");
            var value = tag["value"]?.ToString() ?? "";
            if (value.Length > 256) throw StepFunctionsException.Constraint("tags.member.value", value, "Member must have length less than or equal to 256");
            tags[key] = value;
        }
        return Bounded(tags);
    }

    private static Dictionary<string, string> Bounded(Dictionary<string, string> tags) =>
        tags.Count <= Most ? tags : throw new StepFunctionsException("TooManyTags", $"A resource may have {Most} tags.");

    private static JsonArray View(Dictionary<string, string> tags) =>
        [.. tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new JsonObject { ["key"] = t.Key, ["value"] = t.Value })];

    private StateMachine Of(Request request)
    {
        var arn = request.Arn("resourceArn");
        return machines.Find(Arns.CheckMachine(arn)) ?? throw StepFunctionsException.NoResource(arn);
    }

    private JsonObject Change(Request request, Func<Dictionary<string, string>, Dictionary<string, string>> change)
    {
        machines.Change(Of(request).Arn, found => found! with { Tags = Bounded(change(found.Tags)) });
        return [];
    }
}

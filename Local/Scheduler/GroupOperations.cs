using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;
using EventChat.Local.EventBridge.Operations;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.Scheduler;

internal sealed class GroupOperations(ScheduleStore store, TimeProvider time)
{
    public JsonObject Create(string name, EventsRequest body)
    {
        body.Text("ClientToken", 64);
        var group = new ScheduleGroup(name, time.GetUtcNow(), time.GetUtcNow(), body.Tags());
        body.Done();
        store.Change(contents => contents.Groups.ContainsKey(name)
            ? throw new EventsException("ConflictException", $"Schedule group {name} already exists.")
            : contents with { Groups = contents.Groups.With(name, group) });
        return new JsonObject { ["ScheduleGroupArn"] = group.Arn };
    }

    public JsonObject Get(string name) => View(Find(name));

    /// <summary>With all its schedules.</summary>
    public void Delete(string name)
    {
        Find(name);
        if (name == Schedule.DefaultGroup) throw EventsException.Invalid("The default schedule group can not be deleted.");
        store.Change(contents => contents with
        {
            Groups = contents.Groups.Without(name),
            Schedules = contents.Schedules.Where(s => s.Value.Group != name).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
        });
    }

    public IEnumerable<JsonObject> List(string? prefix) => store.Contents.Groups.Values
        .Where(group => group.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)).OrderBy(group => group.Name, StringComparer.Ordinal).Select(View);

    public JsonObject Tags(string arn) => new()
    {
        ["Tags"] = new JsonArray([.. ByArn(arn).Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
    };

    public void Tag(string arn, EventsRequest body)
    {
        var tags = body.Tags();
        body.Done();
        Set(ByArn(arn), former => former.Concat(tags).GroupBy(t => t.Key).ToDictionary(t => t.Key, t => t.Last().Value, StringComparer.Ordinal));
    }

    public void Untag(string arn, IReadOnlyCollection<string> keys) =>
        Set(ByArn(arn), former => former.Where(t => !keys.Contains(t.Key)).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal));

    private void Set(ScheduleGroup group, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change) =>
        store.Change(contents => contents with { Groups = contents.Groups.With(group.Name, group with { Tags = change(group.Tags), ModifiedAt = time.GetUtcNow() }) });

    private ScheduleGroup Find(string name) =>
        store.Contents.Groups.GetValueOrDefault(name) ?? throw EventsException.NotFound($"Schedule group {name} does not exist.");

    private ScheduleGroup ByArn(string arn) =>
        store.Contents.Groups.Values.FirstOrDefault(group => group.Arn == arn) ?? throw EventsException.NotFound($"Resource {arn} does not exist.");

    private static JsonObject View(ScheduleGroup group) => new()
    {
        ["Arn"] = group.Arn, ["Name"] = group.Name, ["State"] = "ACTIVE",
        ["CreationDate"] = Answers.Seconds(group.CreatedAt), ["LastModificationDate"] = Answers.Seconds(group.ModifiedAt),
    };
}

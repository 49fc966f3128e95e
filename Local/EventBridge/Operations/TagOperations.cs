using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class TagOperations(BusStore store)
{
    public IEnumerable<Operation> All => [new("TagResource", Tag), new("UntagResource", Untag), new("ListTagsForResource", List)];

    private JsonObject? Tag(EventsRequest request)
    {
        var arn = Resource(request);
        var tags = request.Tags();
        request.Done();
        Set(arn, former => former.Concat(tags).GroupBy(tag => tag.Key).ToDictionary(tag => tag.Key, tag => tag.Last().Value, StringComparer.Ordinal));
        return null;
    }

    private JsonObject? Untag(EventsRequest request)
    {
        var arn = Resource(request);
        var keys = request.Texts("TagKeys");
        request.Done();
        Set(arn, former => former.Where(tag => !keys.Contains(tag.Key)).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal));
        return null;
    }

    private JsonObject List(EventsRequest request)
    {
        var arn = Resource(request);
        request.Done();
        return new JsonObject
        {
            ["Tags"] = new JsonArray([.. Of(store.Contents, arn).OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
        };
    }

    private string Resource(EventsRequest request)
    {
        var arn = request.Required("ResourceARN", 1_600);
        return store.Contents.Rules.ContainsKey(arn) || store.Contents.Buses.Values.Any(bus => bus.Arn == arn)
            ? arn
            : throw EventsException.NotFound($"Resource {arn} does not exist.");
    }

    private void Set(string arn, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> change) =>
        store.Change(contents => contents with { Tags = contents.Tags.With(arn, change(Of(contents, arn))) });

    private static IReadOnlyDictionary<string, string> Of(BusContents contents, string arn) =>
        contents.Tags.GetValueOrDefault(arn) ?? new Dictionary<string, string>();
}

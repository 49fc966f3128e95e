using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.Archives;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

internal sealed class ArchiveOperations(BusStore store, ArchiveFiles files, TimeProvider time)
{
    public IEnumerable<Operation> All =>
    [
        new("CreateArchive", Create), new("DescribeArchive", Describe), new("ListArchives", List), new("UpdateArchive", Update), new("DeleteArchive", Delete),
    ];

    private JsonObject Create(EventsRequest request)
    {
        var name = request.Name("ArchiveName", 48);
        var bus = store.Contents.Bus(request.Required("EventSourceArn", 1_600)).Name;
        var archive = Settings(request, new Archive(name, bus, null, null, 0, time.GetUtcNow()));
        store.Change(contents => contents.Archives.ContainsKey(name)
            ? throw EventsException.Exists($"Archive {name} already exists.")
            : contents with { Archives = contents.Archives.With(name, archive) });
        return Answer(archive);
    }

    private JsonObject Update(EventsRequest request)
    {
        var archive = Settings(request, ArchiveOf(request));
        store.Change(contents => contents with { Archives = contents.Archives.With(archive.Name, archive) });
        return Answer(archive);
    }

    private JsonObject Describe(EventsRequest request)
    {
        var archive = ArchiveOf(request);
        request.Done();
        var answer = Summary(archive);
        answer["ArchiveArn"] = archive.Arn;
        if (archive.Description is { } description) answer["Description"] = description;
        if (archive.EventPattern is { } pattern) answer["EventPattern"] = pattern;
        return answer;
    }

    private JsonObject List(EventsRequest request)
    {
        var prefix = request.Text("NamePrefix", 48) ?? "";
        var source = request.Text("EventSourceArn", 1_600);
        var state = request.Text("State") ?? "ENABLED";
        var archives = store.Contents.Archives.Values
            .Where(archive => archive.Name.StartsWith(prefix, StringComparison.Ordinal) && state is "ENABLED")
            .Where(archive => source is null || archive.Bus == Answers.BusName(source)).OrderBy(archive => archive.Name, StringComparer.Ordinal);
        return Pages.Answer(request, "Archives", archives, Summary);
    }

    private JsonObject? Delete(EventsRequest request)
    {
        var archive = ArchiveOf(request);
        request.Done();
        store.Change(contents => contents with { Archives = contents.Archives.Without(archive.Name) });
        files.Delete(archive.Name);
        return null;
    }

    private Archive ArchiveOf(EventsRequest request) =>
        request.Name("ArchiveName", 48) is var name && store.Contents.Archives.TryGetValue(name, out var archive)
            ? archive
            : throw EventsException.NotFound($"Archive {name} does not exist.");

    private static Archive Settings(EventsRequest request, Archive former)
    {
        if (request.Node("KmsKeyIdentifier") is not null) throw EventsException.Invalid("KmsKeyIdentifier of an archive is not emulated here.");
        var pattern = request.Text("EventPattern", 4_096);
        if (pattern is not null) Answers.Pattern(pattern);
        var archive = former with
        {
            Description = request.Text("Description", 512) ?? former.Description,
            EventPattern = pattern ?? former.EventPattern,
            RetentionDays = request.Number("RetentionDays", 0, int.MaxValue) ?? former.RetentionDays,
        };
        request.Done();
        return archive;
    }

    private static JsonObject Answer(Archive archive) =>
        new() { ["ArchiveArn"] = archive.Arn, ["State"] = "ENABLED", ["CreationTime"] = Answers.Seconds(archive.CreatedAt) };

    private JsonObject Summary(Archive archive)
    {
        var (count, bytes) = files.Size(archive);
        return new()
        {
            ["ArchiveName"] = archive.Name, ["EventSourceArn"] = LocalAddress.Arn("events", $"event-bus/{archive.Bus}"), ["State"] = "ENABLED",
            ["RetentionDays"] = archive.RetentionDays, ["SizeBytes"] = bytes, ["EventCount"] = count, ["CreationTime"] = Answers.Seconds(archive.CreatedAt),
        };
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EventChat.Local.EventBridge;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Scheduler;

/// <summary>EventBridge Scheduler's REST API: <c>/schedules</c>, <c>/schedule-groups</c> and <c>/tags/arn:aws:scheduler:…</c>.</summary>
internal sealed partial class SchedulerApi(ScheduleOperations schedules, GroupOperations groups, IRequestSignature signature) : IHttpRoutes
{
    private const int MaxBody = 1 << 20;

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var match = Route.Match(path);
        // A page may have such a route, too: nobody signs when asking for a page.
        if (!match.Success || (http.Request.Headers.Authorization.Count == 0 && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))) return false;
        try
        {
            var body = await ReadAsync(http.Request, http.RequestAborted);
            if (signature.Verify(http.Request, body, "scheduler") is SignatureVerdict.Unsigned unsigned) throw new EventsException(unsigned.ErrorType, unsigned.Message);
            await WriteAsync(http, 200, Answer(http.Request, match, body));
        }
        catch (EventsException e)
        {
            http.Response.Headers["x-amzn-ErrorType"] = e.Type;
            var status = e.Type switch { "ResourceNotFoundException" => 404, "ConflictException" => 409, "MissingAuthenticationTokenException" => 403, _ => 400 };
            await WriteAsync(http, status, new() { ["__type"] = e.Type, ["Message"] = e.Message });
        }
        return true;
    }

    private JsonObject Answer(HttpRequest request, Match match, byte[] body)
    {
        var name = Uri.UnescapeDataString(match.Groups["name"].Value); // Kestrel leaves the slash of an ARN encoded
        var query = request.Query;
        var group = Given(request, "groupName");
        switch (request.Method, match.Groups["kind"].Value, name.Length > 0)
        {
            case ("POST", "schedules", true): return schedules.Create(Name(name), Parse(body));
            case ("PUT", "schedules", true): return schedules.Update(Name(name), Parse(body));
            case ("GET", "schedules", true): return schedules.Get(name, group);
            case ("GET", "schedules", false): return Page(request, "Schedules", schedules.List(Given(request, "ScheduleGroup") ?? group, Given(request, "NamePrefix"), Given(request, "State")));
            case ("DELETE", "schedules", true): schedules.Delete(name, group); return [];
            case ("POST", "schedule-groups", true): return groups.Create(Name(name), Parse(body));
            case ("GET", "schedule-groups", true): return groups.Get(name);
            case ("GET", "schedule-groups", false): return Page(request, "ScheduleGroups", groups.List(Given(request, "NamePrefix")));
            case ("DELETE", "schedule-groups", true): groups.Delete(name); return [];
            case ("GET", "tags", true): return groups.Tags(name);
            case ("POST", "tags", true): groups.Tag(name, Parse(body)); return [];
            case ("DELETE", "tags", true): groups.Untag(name, [.. query["TagKeys"].OfType<string>()]); return [];
            default: throw new EventsException("UnknownOperationException", $"{request.Method} {request.Path} is no operation of EventBridge Scheduler.");
        }
    }

    private static JsonObject Page(HttpRequest request, string member, IEnumerable<JsonObject> all)
    {
        var limit = 100;
        if (Given(request, "MaxResults") is { } most && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 100))
            throw EventsException.Constraint("maxResults", "Member must have value between 1 and 100");
        var from = 0;
        if (Given(request, "NextToken") is { } token && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            throw EventsException.Invalid("NextToken is not valid.");
        var items = all.Skip(from).Take(limit + 1).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. items.Take(limit)]) };
        if (items.Count > limit) answer["NextToken"] = $"{from + limit}";
        return answer;
    }

    private static string? Given(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static string Name(string name) => name.Length <= 64 && NamePattern.IsMatch(name)
        ? name
        : throw EventsException.Constraint("name", "Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$ and have length less than or equal to 64");

    private static EventsRequest Parse(byte[] body)
    {
        try
        {
            return new EventsRequest(JsonNode.Parse(body.Length == 0 ? "{}"u8 : body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw EventsException.Invalid("The request is not a JSON object."));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw EventsException.Invalid("The request is not JSON.");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (body.Length + read > MaxBody) throw EventsException.Invalid($"The request is longer than {MaxBody} bytes.");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(BusEvent.Serializing), Encoding.UTF8, http.RequestAborted);
    }

    [GeneratedRegex(@"^/(?<kind>schedules|schedule-groups)(/(?<name>[^/]+))?/?\z|^/(?<kind>tags)/(?<name>arn:aws:scheduler:.+)\z")]
    private static partial Regex Route { get; }

    [GeneratedRegex(@"^[0-9a-zA-Z\-_.]+\z")]
    private static partial Regex NamePattern { get; }
}

using System.Text;
using System.Text.Json;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Usage;

/// <summary>A service whose calls are billed: counts what was answered with success.</summary>
public sealed class MeteredService(IWireService service, UsageMeter usage) : IWireService
{
    /// <summary>Characters of a unit of Comprehend, and the units every request costs at least.</summary>
    private const int UnitCharacters = 100, MinimumUnits = 3;

    /// <summary>Bytes of a unit of EventBridge and of SQS.</summary>
    private const int ChunkBytes = 64 * 1024;

    public string TargetPrefix => service.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        var billed = Meter(operation);
        if (billed is not null) http.Request.EnableBuffering();
        await service.HandleAsync(operation, http);
        if (billed is null || http.Response.StatusCode != StatusCodes.Status200OK || !http.Request.Body.CanSeek) return;
        http.Request.Body.Position = 0;
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: CancellationToken.None);
        billed(body.RootElement);
    }

    private Action<JsonElement>? Meter(string operation) => (service.TargetPrefix, operation) switch
    {
        ("Comprehend_20171127", var name) => body => usage.Add($"comprehend/{name}/units", Units(body)),
        ("AWSEvents", "PutEvents") => body => usage.Add("eventbridge/PutEvents/events", body.GetProperty("Entries").EnumerateArray().Sum(e => Chunks(Length(e, "Detail")))),
        // Reads of queues are made inside the host and not counted; a batch is one request.
        ("TrentService", var name) => _ => usage.Add($"kms/{name}/requests", 1),
        ("AmazonSQS", var name) => _ => usage.Add($"sqs/{name}/requests", 1),
        _ => null,
    };

    private static double Units(JsonElement body)
    {
        if (body.TryGetProperty("TextSegments", out var segments)) return UnitsOf(segments.EnumerateArray().Sum(s => s.GetProperty("Text").GetString()!.Length));
        // Of a batch each document is billed like a request of its own.
        if (body.TryGetProperty("TextList", out var texts)) return texts.EnumerateArray().Sum(t => UnitsOf(t.GetString()!.Length));
        return body.TryGetProperty("Text", out var text) ? UnitsOf(text.GetString()!.Length) : 0;
    }

    private static double UnitsOf(int characters) => Math.Max(MinimumUnits, Math.Ceiling((double)characters / UnitCharacters));

    private static int Length(JsonElement e, string name) => e.TryGetProperty(name, out var value) ? Encoding.UTF8.GetByteCount(value.GetString() ?? "") : 0;

    private static double Chunks(int bytes) => Math.Max(1, Math.Ceiling((double)bytes / ChunkBytes));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EventChat.Local.Ses;

/// <summary>SES's API version 2 on the wire: REST and JSON under <c>/v2/email</c>.</summary>
internal sealed class SesRoutes(EmailIdentities identities, SendEmail send, IRequestSignature signature, TimeProvider time) : IHttpRoutes
{
    private const string Root = "/v2/email";

    /// <summary>Bytes of a request: a mail of 40 MB in base64.</summary>
    private const int MostBytes = 64 << 20;

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Root, out var rest)) return false;
        http.Response.Headers["x-amzn-RequestId"] = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        try
        {
            // Kestrel's own limit is 30 MB.
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes + 1;
            var body = await ReadAsync(http);
            if (signature.Verify(http.Request, body.Span, "ses") is SignatureVerdict.Unsigned unsigned) throw new SesException(unsigned.ErrorType, unsigned.Message, 403);
            await WriteAsync(http, 200, Answer(http, Uri.UnescapeDataString(rest.Value ?? "").Trim('/').Split('/', 2), body));
        }
        catch (SesException e)
        {
            http.Response.Headers["x-amzn-ErrorType"] = e.Type;
            await WriteAsync(http, e.Status, new JsonObject { ["message"] = e.Message });
        }
        return true;
    }

    private JsonObject Answer(HttpContext http, string[] path, ReadOnlyMemory<byte> body) => (http.Request.Method, path) switch
    {
        ("POST", ["outbound-emails"]) => send.Run(Parse(body)),
        ("GET", ["account"]) => Account(),
        ("POST", ["identities"]) => Create(Parse(body)),
        ("GET", ["identities"]) => new JsonObject { ["EmailIdentities"] = new JsonArray([.. identities.All.Select(Brief)]) },
        ("GET", ["identities", var name]) => identities.Has(name) ? View(name) : throw NoIdentity(name),
        ("DELETE", ["identities", var name]) => identities.Remove(name) ? [] : throw NoIdentity(name),
        _ => throw new SesException("UnknownOperationException",
            $"{http.Request.Method} {http.Request.Path} is not emulated here. There are: SendEmail, GetAccount, CreateEmailIdentity, GetEmailIdentity, ListEmailIdentities, DeleteEmailIdentity.", 404),
    };

    private JsonObject Create(JsonObject request)
    {
        var identity = request["EmailIdentity"]?.ToString() is { Length: > 0 } given ? given : throw SesException.BadRequest("EmailIdentity is required.");
        if (EmailIdentities.TypeOf(identity) is "EMAIL_ADDRESS") EmailAddress.Read(identity);
        if (!identities.Add(identity)) throw new SesException("AlreadyExistsException", $"Email identity {identity} already exist.");
        return new JsonObject { ["IdentityType"] = EmailIdentities.TypeOf(identity), ["VerifiedForSendingStatus"] = true };
    }

    private static SesException NoIdentity(string name) => SesException.NotFound($"Email identity {name} does not exist.");

    private static JsonObject Brief(string identity) => new()
    {
        ["IdentityName"] = identity, ["IdentityType"] = EmailIdentities.TypeOf(identity), ["SendingEnabled"] = true, ["VerificationStatus"] = "SUCCESS",
    };

    private static JsonObject View(string identity) => new()
    {
        ["IdentityType"] = EmailIdentities.TypeOf(identity), ["FeedbackForwardingStatus"] = true, ["VerifiedForSendingStatus"] = true, ["VerificationStatus"] = "SUCCESS",
    };

    /// <summary>The sandbox's, as every account begins.</summary>
    private static JsonObject Account() => new()
    {
        ["ProductionAccessEnabled"] = false, ["SendingEnabled"] = true, ["EnforcementStatus"] = "HEALTHY",
        ["SendQuota"] = new JsonObject { ["Max24HourSend"] = 200.0, ["MaxSendRate"] = 1.0, ["SentLast24Hours"] = 0.0 },
    };

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes) throw SesException.Rejected($"Message length is more than {SendEmail.MostBytes} bytes long.");
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = JsonNode.Parse(body.Span) as JsonObject ?? throw SesException.BadRequest("The request is not a JSON object.");
            return request.Count >= 0 ? request : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw SesException.BadRequest("The request is not JSON.");
        }
    }

    private static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }
}

using System.Collections.Frozen;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EventChat.Local.Sns;

/// <summary>SNS on the wire: forms of the query protocol, signed for <c>sns</c>.</summary>
internal sealed class SnsRoutes(IEnumerable<(string Name, Func<SnsRequest, object[]> Run)> operations, IRequestSignature signature, TimeProvider time) : IHttpRoutes
{
    /// <summary>Bytes: a message of 256 KB, each byte of it escaped.</summary>
    private const int MostBytes = 1 << 20;

    private readonly FrozenDictionary<string, Func<SnsRequest, object[]>> _operations = operations.ToFrozenDictionary(o => o.Name, o => o.Run, StringComparer.Ordinal);

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || request.Path != "/" || request.Headers.ContainsKey("X-Amz-Target")
            || !request.Headers.Authorization.ToString().Contains("/sns/aws4_request", StringComparison.Ordinal)) return false;
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        http.Response.Headers["x-amzn-RequestId"] = id;
        try
        {
            var body = await ReadAsync(http);
            if (signature.Verify(request, body, "sns") is SignatureVerdict.Unsigned unsigned) throw new SnsException(unsigned.ErrorType, unsigned.Message, 403);
            var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
            var action = form.GetValueOrDefault("Action") ?? "";
            var run = _operations.GetValueOrDefault(action)
                ?? throw new SnsException("InvalidAction", $"{action} is not emulated here. There are: {string.Join(", ", _operations.Keys.Order(StringComparer.Ordinal))}.");
            var read = new SnsRequest(form);
            var result = run(read);
            await SnsXml.AnswerAsync(http, action, result, id);
        }
        catch (SnsException e)
        {
            await SnsXml.ErrorAsync(http, e, id);
        }
        return true;
    }

    private static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            if (body.Length + read > MostBytes) throw SnsException.Invalid("Message too long");
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }
}

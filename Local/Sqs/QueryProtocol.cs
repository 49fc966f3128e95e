using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Sqs;

/// <summary>The older protocol of SQS, form-encoded under a queue's path: not spoken here, and said so.</summary>
internal sealed class QueryProtocol : IHttpRoutes
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        var request = http.Request;
        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) is true;
        if (!HttpMethods.IsPost(request.Method) || !isForm || request.Headers.ContainsKey("X-Amz-Target")
            || !request.Headers.Authorization.ToString().Contains("/sqs/aws4_request", StringComparison.Ordinal)) return false;
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/xml";
        await http.Response.WriteAsync("""
            <ErrorResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.UnsupportedOperation</Code><Message>The Query protocol is not spoken here: use a client that speaks AWS JSON 1.0 (AWS SDKs since November 2023).</Message></Error></ErrorResponse>
            """, http.RequestAborted);
        return true;
    }
}

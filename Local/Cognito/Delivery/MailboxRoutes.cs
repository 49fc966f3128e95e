using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Cognito.Delivery;

/// <summary><c>/_local/mailbox</c>: JSON, or a page for a browser. <c>?username=</c> picks one user's messages.</summary>
internal sealed class MailboxRoutes(LocalMailbox mailbox) : IHttpRoutes
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Path != "/_local/mailbox") return false;
        var username = http.Request.Query["username"].ToString();
        var messages = mailbox.Messages().Where(m => username.Length == 0 || m.Username == username);
        var page = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        http.Response.ContentType = page ? "text/html; charset=utf-8" : "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(page ? Page(messages) : Json(messages), http.RequestAborted);
        return true;
    }

    private static string Json(IEnumerable<CodeMessage> messages) => new JsonObject
    {
        ["messages"] = new JsonArray([.. messages.Select(m => new JsonObject
        {
            ["at"] = m.At.ToString("O", CultureInfo.InvariantCulture),
            ["userPoolId"] = m.UserPoolId,
            ["username"] = m.Username,
            ["purpose"] = m.Purpose,
            ["medium"] = m.Medium,
            ["destination"] = m.Destination,
            ["subject"] = m.Subject,
            ["text"] = m.Text,
            ["code"] = m.Secret,
        })]),
    }.ToJsonString();

    private static string Page(IEnumerable<CodeMessage> messages)
    {
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3">
            <title>Mailbox</title><style>body{font:16px system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #ccc}code{font-size:1.3em}</style>
            <h1>Mailbox</h1><p>What Cognito would have e-mailed, newest first.</p><table><tr><th>Time<th>User<th>To<th>For<th>Code
            """);
        foreach (var m in messages)
            page.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{m.At:HH:mm:ss}<td>{Text(m.Username)}<td>{Text(m.Destination)}<td>{Text(m.Purpose)}<td><code>{Text(m.Secret)}</code>\n");
        return page.Append("</table></html>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

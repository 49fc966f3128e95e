using EventChat.Local.AppSync.Schema;
using GraphQL.Types;
using GraphQLParser.AST;

namespace EventChat.UnitTests.AppSync;

public class AwsScalarTests
{
    private static readonly Dictionary<string, ScalarGraphType> Scalars = PatternScalar.All
        .Concat([new IPAddressScalar(), new TimestampScalar(), new JsonScalar()]).ToDictionary(scalar => scalar.Name);

    [Theory]
    [InlineData("AWSDate", "1970-01-01")]
    [InlineData("AWSDate", "2024-02-29Z")]
    [InlineData("AWSDate", "1970-01-01-07:00")]
    [InlineData("AWSTime", "12:00:34.123+05:30")]
    [InlineData("AWSTime", "23:59")]
    [InlineData("AWSDateTime", "2023-11-14T22:13:20.123Z")]
    [InlineData("AWSDateTime", "1930-01-01T16:00:00-07:00")]
    [InlineData("AWSEmail", "user.name+tag@example.org")]
    [InlineData("AWSPhone", "+49 30 123-456")]
    [InlineData("AWSURL", "https://example.org/a?b=c")]
    [InlineData("AWSURL", "mailto:someone@example.org")]
    [InlineData("AWSIPAddress", "127.0.0.1")]
    [InlineData("AWSIPAddress", "2001:db8::/32")]
    [InlineData("AWSIPAddress", "10.0.0.0/8")]
    public void What_fits_is_taken_in_and_given_out(string scalar, string text)
    {
        Assert.Equal(text, Scalars[scalar].ParseValue(text));
        Assert.Equal(text, Scalars[scalar].ParseLiteral(new GraphQLStringValue(text)));
        Assert.Equal(text, Scalars[scalar].Serialize(text));
    }

    [Theory]
    [InlineData("AWSDate", "1970-13-01")]
    [InlineData("AWSDate", "2023-02-29")]
    [InlineData("AWSDate", "1970-01-01T00:00:00Z")]
    [InlineData("AWSTime", "24:00")]
    [InlineData("AWSTime", "12:00:00\n")]
    [InlineData("AWSDateTime", "2023-11-14T22:13:20.123")]
    [InlineData("AWSDateTime", "2023-02-30T22:13:20Z")]
    [InlineData("AWSDateTime", "yesterday")]
    [InlineData("AWSEmail", "nobody")]
    [InlineData("AWSEmail", "a b@example.org")]
    [InlineData("AWSPhone", "call me")]
    [InlineData("AWSURL", "example.org")]
    [InlineData("AWSURL", "https://example.org//double")]
    [InlineData("AWSIPAddress", "127.0.0.256")]
    [InlineData("AWSIPAddress", "5")]
    [InlineData("AWSJSON", "{")]
    [InlineData("AWSJSON", "words")]
    public void What_does_not_fit_is_refused_both_ways(string scalar, string text)
    {
        Assert.ThrowsAny<Exception>(() => Scalars[scalar].ParseValue(text));
        Assert.ThrowsAny<Exception>(() => Scalars[scalar].ParseLiteral(new GraphQLStringValue(text)));
        if (scalar != "AWSJSON") Assert.ThrowsAny<Exception>(() => Scalars[scalar].Serialize(text));
    }

    [Fact]
    public void A_number_is_no_text_and_text_no_timestamp()
    {
        Assert.ThrowsAny<Exception>(() => Scalars["AWSDateTime"].ParseValue(5L));
        Assert.ThrowsAny<Exception>(() => Scalars["AWSTimestamp"].ParseValue("5"));
        Assert.Equal(-5L, Scalars["AWSTimestamp"].ParseValue(-5L));
    }

    [Fact]
    public void JSON_is_a_value_inside_and_text_outside()
    {
        var value = Assert.IsType<Dictionary<string, object?>>(Scalars["AWSJSON"].ParseValue("""{"a":[1,"ü"]}"""));
        Assert.Equal("""{"a":[1,"ü"]}""", Scalars["AWSJSON"].Serialize(value));
        Assert.Equal("""{"a": 1}""", Scalars["AWSJSON"].Serialize("""{"a": 1}"""));
        Assert.Equal("\"words\"", Scalars["AWSJSON"].Serialize("words"));
    }
}

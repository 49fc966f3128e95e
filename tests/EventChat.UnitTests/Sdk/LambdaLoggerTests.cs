using Amazon.Lambda.Core;

namespace EventChat.UnitTests.Sdk;

public sealed class LambdaLoggerTests
{
    [Theory]
    [InlineData("appended {Count} to {Log}", "appended 3 to c#1")]
    [InlineData("{1} before {0}", "c#1 before 3")]
    [InlineData("{{braces}} {Count:D3}", "{braces} 003")]
    [InlineData("{A} {B} {Missing}", "3 c#1 {Missing}")]
    [InlineData("open { only", "open { only")]
    public void A_template_takes_its_arguments_in_order(string template, string expected)
    {
        ILambdaLogger logger = new Lines();

        logger.LogInformation(template, 3, "c#1");

        Assert.Equal(expected, Assert.Single(((Lines)logger).Written));
    }

    private sealed class Lines : ILambdaLogger
    {
        public List<string> Written { get; } = [];

        public void Log(string message) => Written.Add(message);

        public void LogLine(string message) => Written.Add(message);
    }
}

using EventChat.Cli.Workflows;

namespace EventChat.UnitTests.Client.Terminal;

public sealed class DurationTests
{
    [Theory]
    [InlineData(-5, "0 ms")]
    [InlineData(0.0079, "7 ms")]
    [InlineData(0.9999, "999 ms")]
    [InlineData(59.99, "59.9 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(356400, "4 d 3 h")]
    public void A_duration_has_the_two_units_that_matter(double seconds, string text) => Assert.Equal(text, Duration.Text(TimeSpan.FromSeconds(seconds)));
}

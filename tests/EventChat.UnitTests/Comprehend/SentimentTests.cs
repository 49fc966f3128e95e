using EventChat.Local.Comprehend.Sentiment;

namespace EventChat.UnitTests.Comprehend;

public sealed class SentimentTests
{
    [Theory]
    [InlineData("en", "I love this, thank you!", "POSITIVE")]
    [InlineData("en", "This is terrible and I am very disappointed.", "NEGATIVE")]
    [InlineData("en", "The meeting is at three.", "NEUTRAL")]
    [InlineData("en", "The food was great but the service was awful.", "MIXED")]
    [InlineData("en", "not good", "NEGATIVE")]
    [InlineData("en", "I don’t hate it", "POSITIVE")]
    [InlineData("en", "No problem, that works great", "POSITIVE")]
    [InlineData("en", "👍🎉", "POSITIVE")]
    [InlineData("de", "Das ist sehr gut, danke", "POSITIVE")]
    [InlineData("fr", "C'est terrible, je suis déçu", "NEGATIVE")]
    public void A_text_has_its_sentiment(string language, string text, string sentiment) => Assert.Equal(sentiment, SentimentScore.Of(text, language).Sentiment);

    [Theory]
    [InlineData("I love this")]
    [InlineData("good and bad and neither")]
    [InlineData("")]
    public void The_shares_are_of_one(string text)
    {
        var (positive, negative, neutral, mixed) = SentimentScore.Of(text, "en");
        Assert.Equal(1, positive + negative + neutral + mixed, precision: 9);
    }

    [Fact]
    public void Stress_counts() => Assert.True(SentimentScore.Of("very good", "en").Positive > SentimentScore.Of("good", "en").Positive);
}

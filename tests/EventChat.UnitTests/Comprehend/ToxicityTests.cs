using EventChat.Local.Comprehend.Toxicity;

namespace EventChat.UnitTests.Comprehend;

public sealed class ToxicityTests
{
    private const double Flagged = 0.7;

    [Theory]
    [InlineData("what the fuck", "PROFANITY")]
    [InlineData("you are an idiot", "INSULT")]
    [InlineData("you are an 1d10t", "INSULT")]
    [InlineData("you fucking morons", "INSULT")]
    [InlineData("nobody likes you, go die", "HARASSMENT_OR_ABUSE")]
    [InlineData("you subhumans", "HATE_SPEECH")]
    [InlineData("I will kill you", "VIOLENCE_OR_THREAT")]
    [InlineData("a severed head in a pool of blood", "GRAPHIC")]
    [InlineData("send nudes", "SEXUAL")]
    public void Every_label_is_found(string text, string label) => Assert.True(ToxicityScore.Of(text)[label] > Flagged, text);

    [Theory]
    [InlineData("f u c k this")]
    [InlineData("f.u.c.k")]
    [InlineData("f-u_c-k")]
    [InlineData("fuuuuuck")]
    [InlineData("FUCK!!!")]
    [InlineData("fück")]
    [InlineData("f\u200bu\u200bck")]
    [InlineData("fuсk")] // a Cyrillic с
    [InlineData("ꜰuck f*ck")]
    [InlineData("sh1t")]
    [InlineData("5h!t happens")]
    [InlineData("$hit")]
    [InlineData("a55h0le")]
    [InlineData("ｓｈｉｔ")]
    [InlineData("b!tch")]
    public void A_disguise_does_not_help(string text) => Assert.True(ToxicityScore.Of(text)["PROFANITY"] > Flagged, text);

    [Fact]
    public void Innocent_sentences_are_left_alone()
    {
        var wrong = Innocent.Sentences.Where(s => ToxicityScore.Of(s).Values.Max() >= 0.5).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_denied_insult_is_none_and_a_stupid_bug_is_half_of_one()
    {
        Assert.True(ToxicityScore.Of("you are not stupid")["INSULT"] < 0.5);
        Assert.True(ToxicityScore.Of("what a stupid little bug")["INSULT"] < 0.5);
        Assert.True(ToxicityScore.Of("you stupid bug")["INSULT"] > Flagged);
    }

    [Fact]
    public void The_same_text_has_the_same_scores_and_nothing_has_none()
    {
        Assert.Equal(ToxicityScore.Of("you idiot"), ToxicityScore.Of("you idiot"));
        Assert.All(ToxicityScore.Of("see you at noon").Values, score => Assert.Equal(0, score));
    }
}

using System.Text;
using CsCheck;
using EventChat.Pipeline;

namespace EventChat.UnitTests.Moderation;

public sealed class TextSegmentsTests
{
    private static readonly string[] Parts = ["a", "word ", "long sentence. ", "é", "語", "😀", "\n", "! ", "\ud83d", "something"];

    private static readonly Gen<string> Texts = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 1_500].Select(string.Concat);

    [Fact]
    public void Segments_are_the_text_and_none_is_too_long() => Texts.Sample(text =>
    {
        var segments = TextSegments.Of(text).ToList();
        Assert.All(segments, s => Assert.InRange(Encoding.UTF8.GetByteCount(s), 1, TextSegments.SegmentBytes));
        // By characters, so that one cut in two would show.
        Assert.Equal(
            text.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)), segments.SelectMany(s => s.EnumerateRunes()).Where(r => !Rune.IsWhiteSpace(r)));
    }, iter: 300);

    [Theory]
    [InlineData("a")]
    [InlineData("語")]
    [InlineData("😀")]
    [InlineData("word ")]
    [InlineData("One two. ")]
    public void The_longest_message_is_five_segments_at_most(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 4_096 / Encoding.UTF8.GetByteCount(part)));
        Assert.InRange(TextSegments.Of(text).Count(), 5, 5);
    }

    [Fact]
    public void A_cut_is_at_a_sentences_end_or_between_words()
    {
        var sentences = string.Concat(Enumerable.Repeat("This is one more sentence. ", 60));
        Assert.EndsWith(". ", TextSegments.Of(sentences).First(), StringComparison.Ordinal);
        var words = string.Concat(Enumerable.Repeat("word ", 300));
        Assert.All(TextSegments.Of(words), s => Assert.EndsWith("word ", s, StringComparison.Ordinal));
    }
}

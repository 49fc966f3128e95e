using EventChat.Pipeline;

namespace EventChat.UnitTests.Moderation;

public sealed class TermListTests
{
    private static readonly TermList Terms = TermList.Of(["block", "hello", "cunt", "bad phrase", "Спам", "boss", "cop"]);

    [Theory]
    [InlineData("this is a block here")]
    [InlineData("BLOCK!")]
    [InlineData("bl0ck")]
    [InlineData("b1ock")]
    [InlineData("b|ock it")]
    [InlineData("8lock")]
    [InlineData("blоck")] // a Cyrillic о
    [InlineData("bl\u03bfck")] // a Greek omicron
    [InlineData("ｂｌｏｃｋ")]
    [InlineData("𝐛𝐥𝐨𝐜𝐤")]
    [InlineData("🅱🅻🅾🅲🅺")]
    [InlineData("b\u200bl\u200bo\u200bck")]
    [InlineData("b\u00adlock")]
    [InlineData("blo\u0301ck")]
    [InlineData("blóck")]
    [InlineData("bloooock")]
    [InlineData("b.l 0 c k")]
    [InlineData("b l o c k")]
    [InlineData("so b-l-o-c-k it")]
    [InlineData("blo.ck")]
    [InlineData("b_l_o_c_k")]
    [InlineData("bl*ck")]
    [InlineData("I say b l o c k now")]
    [InlineData("helloooo there")]
    [InlineData("helllo there")]
    [InlineData("a bad\nphrase")]
    [InlineData("B4D phr4se")]
    [InlineData("это СПАМ")]
    [InlineData("сор")] // all of it Cyrillic look-alikes, and nothing else in the text
    public void A_term_is_found_however_it_is_spelled(string text) => Assert.True(Terms.IsIn(FoldedText.Of(text)), text);

    [Theory]
    [InlineData("Scunthorpe")]
    [InlineData("blockade and unblock")]
    [InlineData("he lo")]
    [InlineData("helo")] // one l is another word
    [InlineData("bos")]
    [InlineData("a bad but long phrase")]
    [InlineData("order 8106k")]
    [InlineData("выноси сор из избы")] // Russian is Russian
    [InlineData("b l and o c k e t")]
    [InlineData("******")]
    [InlineData("")]
    public void An_innocent_word_is_left_alone(string text) => Assert.False(Terms.IsIn(FoldedText.Of(text)), text);

    [Fact]
    public void An_empty_list_finds_nothing_and_a_term_without_letters_is_none()
    {
        Assert.False(TermList.Empty.IsIn(FoldedText.Of("anything")));
        Assert.False(TermList.Of(["***", "  "]).IsIn(FoldedText.Of("anything *** at all")));
    }

    [Fact]
    public void A_long_text_of_single_letters_takes_no_long_time() =>
        Assert.False(Terms.IsIn(FoldedText.Of(string.Join(' ', Enumerable.Repeat('x', 2_000)))));
}

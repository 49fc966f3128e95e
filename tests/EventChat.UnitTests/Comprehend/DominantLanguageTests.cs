using EventChat.Local.Comprehend.Languages;

namespace EventChat.UnitTests.Comprehend;

public sealed class DominantLanguageTests
{
    [Theory]
    [InlineData("Where is my order? It should have arrived yesterday.", "en")]
    [InlineData("Wo bleibt meine Bestellung? Sie sollte gestern ankommen.", "de")]
    [InlineData("¿Dónde está mi pedido? Debía llegar ayer.", "es")]
    [InlineData("Où est ma commande ? Elle devait arriver hier.", "fr")]
    [InlineData("我的订单在哪里？", "zh")]
    [InlineData("私の注文はどこですか", "ja")]
    public void The_language_of_a_message_is_told(string text, string code) => Assert.Equal(code, DominantLanguage.Of(text)[0].Code);

    [Fact]
    public void A_text_without_words_has_none() => Assert.Empty(DominantLanguage.Of("12345 !!"));
}

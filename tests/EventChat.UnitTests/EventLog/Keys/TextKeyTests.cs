using System.Security.Cryptography;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog.Keys;

public class TextKeyTests
{
    private const string Place = "c#room-0001|command|message.sent|ann";

    private static readonly TextKey Key = new(RandomNumberGenerator.GetBytes(TextKey.KeyBytes));

    [Theory]
    [InlineData("")]
    [InlineData("Hi \"you\" 😀\n\tü")]
    public void What_is_sealed_is_opened_where_it_belongs(string text) => Assert.Equal(text, Key.Open(Key.Seal(text, Place), Place));

    [Fact]
    public void The_same_text_is_never_the_same_box() => Assert.NotEqual(Key.Seal("x", Place), Key.Seal("x", Place));

    [Fact]
    public void A_box_is_28_bytes_longer_than_its_text() => Assert.Equal(28 + 4, Key.Seal("😀", Place).Length);

    [Theory]
    [InlineData("c#room-0002|command|message.sent|ann")]
    [InlineData("c#room-0001|another|message.sent|ann")]
    [InlineData("c#room-0001|command|message.edited|ann")]
    [InlineData("c#room-0001|command|message.sent|ben")]
    public void Elsewhere_it_is_not(string elsewhere) => Assert.Throws<UnreadableEventException>(() => Key.Open(Key.Seal("x", Place), elsewhere));

    [Fact]
    public void Nor_is_it_once_any_of_its_bytes_is_another()
    {
        var box = Key.Seal("text", Place);
        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            Assert.Throws<UnreadableEventException>(() => Key.Open(changed, Place));
        }
        Assert.Throws<UnreadableEventException>(() => Key.Open(box.AsSpan(0, 20), Place));
    }

    [Fact]
    public void Nor_with_anybody_elses_key() =>
        Assert.Throws<UnreadableEventException>(() => new TextKey(RandomNumberGenerator.GetBytes(TextKey.KeyBytes)).Open(Key.Seal("x", Place), Place));

    [Fact]
    public void A_key_has_32_bytes() => Assert.Throws<ArgumentException>(() => new TextKey(new byte[16]));
}

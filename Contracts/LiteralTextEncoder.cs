using System.Text.Encodings.Web;

namespace EventChat.Contracts;

/// <summary>
/// Escapes what JSON demands and nothing else. The framework's relaxed encoder still writes each emoji as <c>\uXXXX\uXXXX</c>: 12 bytes for 4,
/// and 14 once that JSON travels as a string inside JSON.
/// </summary>
internal sealed unsafe class LiteralTextEncoder : JavaScriptEncoder
{
    /// <summary>Characters of the longest output for one input character: <c>\u001F</c>.</summary>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\' or 0x7F;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1])) i++;
            // Half a pair is no character; it goes on to be replaced.
            else if (char.IsSurrogate(c) || WillEncode(c)) return i;
        }
        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}

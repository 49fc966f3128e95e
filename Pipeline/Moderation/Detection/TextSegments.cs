using System.Text;

namespace EventChat.Pipeline;

/// <summary>Cuts a text into pieces of the size that DetectToxicContent takes: at a sentence's end if there is one, else between words, never inside a character.</summary>
public static class TextSegments
{
    /// <summary>UTF-8 bytes. AWS says 1 KB; 1,000 is within either reading of it.</summary>
    public const int SegmentBytes = 1_000;

    /// <summary>Share of a segment that a cut at a sentence's end may leave unused: below a quarter full, a text of 4,096 bytes would become more than five.</summary>
    private const int LeastSentenceBytes = SegmentBytes * 9 / 10;

    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = EndOf(text, start);
            // A piece of blanks says nothing, and Comprehend refuses it.
            if (!string.IsNullOrWhiteSpace(text[start..end])) yield return text[start..end];
            start = end;
        }
    }

    private static int EndOf(string text, int start)
    {
        var (at, bytes, word, sentence) = (start, 0, 0, 0);
        while (at < text.Length)
        {
            // A lone surrogate is read as U+FFFD, which is three bytes too.
            if (!Rune.TryGetRuneAt(text, at, out var rune)) rune = Rune.ReplacementChar;
            var length = Math.Max(1, rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength);
            if (bytes + rune.Utf8SequenceLength > SegmentBytes) return sentence > 0 ? sentence : word > 0 ? word : at;
            (at, bytes) = (at + length, bytes + rune.Utf8SequenceLength);
            if (!Rune.IsWhiteSpace(rune)) continue;
            if (bytes > SegmentBytes / 2) word = at;
            if (bytes >= LeastSentenceBytes && at - length > start && text[at - length - 1] is '.' or '!' or '?' or '\n') sentence = at;
        }
        return at;
    }
}

using System.Globalization;
using System.Text;

namespace EventChat.Local.Comprehend.Toxicity;

/// <summary>
/// The words of a text as a reader sees them: no case, no accents, letters of other alphabets that look like Latin ones as those, nothing invisible.
/// Signs that stand in for letters ($ @ ! 0 …) are left in the word; <see cref="Spellings"/> reads them.
/// </summary>
internal static class FoldedText
{
    private const string Inside = "@$!*+|";

    /// <summary>Cyrillic and Greek letters that look like Latin ones.</summary>
    private static readonly Dictionary<char, char> Lookalikes = Pairs("аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdɡgһhαaβbεeιiκkνvοoρpτtυuχxγyηnωwıiłløoßs");

    /// <summary>Accented letters after their plain one: this process has no Unicode tables to take them apart with (InvariantGlobalization).</summary>
    private static readonly Dictionary<char, char> Accented = (
        from family in (string[])["aàáâãäåāăąǎǟȁạảấầẩẫậắằẳẵặª", "cçćĉċč", "dďđḍ", "eèéêëēĕėęěȅẹẻẽếềểễệ", "fḟƒꜰ", "gĝğġģǧ", "hĥħḥ", "iìíîïĩīĭįǐịỉ", "jĵ", "kķǩḳ", "lĺļľŀ",
            "mṁṃ", "nñńņňŋṇ", "oòóôõöōŏőơǒọỏốồổỗộớờởỡợº", "pṗ", "rŕŗřṛ", "sśŝşšșṣſ", "tţťŧțṭ", "uùúûüũūŭůűųưǔụủứừửữự", "vṽ", "wŵẁẃẅ", "yýÿŷỳỵỷỹ", "zźżžẓ"]
        from accented in family[1..]
        select (accented, plain: family[0])).ToDictionary(p => p.accented, p => p.plain);

    /// <returns>An empty word where a clause ends: no term goes over it.</returns>
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var ended = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune)) continue;
            var letter = Plain(rune);
            if (char.IsLetterOrDigit(letter) || Inside.Contains(letter)) word.Append(letter);
            else if (letter is not ('\'' or '’')) Close(words, word);
            // Only before a space: "f.u.c.k" is no end.
            if (ended && char.IsWhiteSpace(letter)) words.Add("");
            ended = letter is ',' or '.' or ';' or ':' or '?';
        }
        Close(words, word);
        return Joined(words);
    }

    private static char Plain(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune).Value;
        var c = lower switch
        {
            >= 0xFF01 and <= 0xFF5E => (char)(lower - 0xFF01 + '!'), // full width
            >= 0x1D400 and <= 0x1D6A3 => (char)('a' + (lower - 0x1D400) % 26), // mathematical alphabets: bold, script …
            >= 0x24D0 and <= 0x24E9 => (char)('a' + lower - 0x24D0), // circled
            <= char.MaxValue => (char)lower,
            _ => ' ',
        };
        c = char.ToLowerInvariant(c);
        return Accented.TryGetValue(c, out var plain) ? plain : Lookalikes.GetValueOrDefault(c, c);
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static void Close(List<string> words, StringBuilder word)
    {
        // What ends in them is punctuated, not spelled with them.
        var closed = word.ToString().Trim('!', '+', '|').TrimEnd('@');
        if (closed.Length > 0) words.Add(closed);
        word.Clear();
    }

    /// <summary>"f u c k" and "f.u.c.k" are one word: three letters or more that stand alone in a row.</summary>
    private static List<string> Joined(List<string> words)
    {
        var joined = new List<string>();
        for (var at = 0; at < words.Count;)
        {
            var end = at;
            while (end < words.Count && words[end].Length == 1) end++;
            if (end - at >= 3) joined.Add(string.Concat(words.Skip(at).Take(end - at)));
            else if (end == at) joined.Add(words[end++]);
            else joined.AddRange(words.Skip(at).Take(end - at));
            at = end;
        }
        return joined;
    }

    private static Dictionary<char, char> Pairs(string pairs) => pairs.Chunk(2).ToDictionary(p => p[0], p => p[1]);
}

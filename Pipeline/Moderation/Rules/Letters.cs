using System.Globalization;
using System.Text;

namespace EventChat.Pipeline;

/// <summary>
/// Letters as a reader sees them. Tables of our own: the process runs without Unicode's (InvariantGlobalization), and what merely looks alike is in none of them.
/// </summary>
internal static class Letters
{
    /// <summary>Marks that stand for a letter within a word: "$hit", "1d10t".</summary>
    private static readonly Dictionary<char, char> Signs = Pairs("0o1i3e4a5s6g7t8b9g@a$s!i|i+t€e£l");

    /// <summary>Cyrillic and Greek letters that look Latin.</summary>
    private static readonly Dictionary<char, char> Foreign = Pairs("аaвbеeкkмmнhоoрpсcтtуyхxіiїiјjѕsԁdһhӏlԛqԝwгrпnαaβbεeιiκkνvοoρpτtυuχxγyηnωwσo");

    /// <summary>Of these, letters that look Latin at a second glance only: a Russian word of them is Russian.</summary>
    private const string Faint = "гпнвσ";

    /// <summary>A Latin letter, then its relatives with marks, in small capitals and so on.</summary>
    private static readonly Dictionary<char, char> Latin = Families(
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặªᴀɑ bʙƀɓ cçćĉċčᴄ dďđḍᴅɗð eèéêëēĕėęěẹẻẽếềểễệᴇ fꜰƒ gĝğġģǧɢɡ hĥħḥʜ iìíîïĩīĭįıǐỉịɪ jĵᴊ kķǩᴋ lĺļľŀłʟ mṁᴍ nñńņňŋɴ oòóôõöøōŏőǒơọỏốồổỗộớờởỡợºᴏ pṗᴘ "
        + "rŕŗřʀ sśŝşšșſßꜱ tţťŧțᴛ uùúûüũūŭůűųưụủứừửữựᴜ vᴠ wŵẁẃẅᴡ yýÿŷỳỵỷỹʏ zźżžᴢ");

    public static bool IsSign(char c) => Signs.ContainsKey(c);

    public static char OfSign(char c) => Signs.GetValueOrDefault(c, c);

    public static bool IsForeign(char c) => c is >= '\u0370' and <= '\u03ff' or >= '\u0400' and <= '\u052f';

    public static bool LooksLatin(char c) => Foreign.ContainsKey(c);

    public static bool LooksLatinAtOnce(char c) => Foreign.ContainsKey(c) && !Faint.Contains(c);

    public static char OfForeign(char c) => Foreign.GetValueOrDefault(c, c);

    /// <summary>Nothing to see: zero-width characters, marks piled on letters, direction marks.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || rune.Value is 0x3164 or 0x115F or 0x1160;

    /// <summary>Lower case, without marks, from whatever alphabet of Latin letters Unicode has. Foreign letters and signs stay.</summary>
    public static (char Letter, bool Styled) Plain(Rune rune)
    {
        var value = Rune.ToLowerInvariant(rune).Value;
        char? styled = value switch
        {
            >= 0xFF01 and <= 0xFF5E => char.ToLowerInvariant((char)(value - 0xFF01 + '!')),
            >= 0x1D400 and <= 0x1D6A3 => (char)('a' + (value - 0x1D400) % 26),
            >= 0x1D7CE and <= 0x1D7FF => (char)('0' + (value - 0x1D7CE) % 10),
            >= 0x24D0 and <= 0x24E9 => (char)('a' + value - 0x24D0),
            >= 0x1F130 and <= 0x1F149 => (char)('a' + value - 0x1F130),
            >= 0x1F150 and <= 0x1F169 => (char)('a' + value - 0x1F150),
            >= 0x1F170 and <= 0x1F189 => (char)('a' + value - 0x1F170),
            _ => null,
        };
        if (styled is { } letter) return (letter, true);
        if (value > char.MaxValue) return (' ', false);
        var c = (char)value;
        return (Latin.GetValueOrDefault(c, c), false);
    }

    private static Dictionary<char, char> Pairs(string pairs) => pairs.Chunk(2).ToDictionary(p => p[0], p => p[1]);

    private static Dictionary<char, char> Families(string families) =>
        families.Split(' ').SelectMany(f => f[1..].Select(c => (c, f[0]))).ToDictionary(p => p.c, p => p.Item2);
}

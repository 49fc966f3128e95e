namespace EventChat.Projections;

/// <summary>
/// Which characters make words, and how they are written there. By lists and not by Unicode's classes, because the resolvers, whose runtime knows none, go by the same:
/// <c>resolvers/searchArguments.js</c>; a test holds the two together.
/// </summary>
internal static class Letters
{
    /// <summary>Letters that are found without their marks, in lower case, and beneath each what is written for it.</summary>
    private const string Marked =
        "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏő" +
        "ŕŗřśŝşšţťũūŭůűųŵŷźżžǎǐǒǔǖǘǚǜḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿ" +
        "ṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙẛạảấầẩẫậắằẳẵặ" +
        "ẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹάέήίόύώϊϋΐΰёøđłıħŧςİ";
    private const string Plain =
        "aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooo" +
        "rrrssssttuuuuuuwyzzzaiouuuuuabbbcdddddeeeeefghhhhhiikkkllllm" +
        "mmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyſaaaaaaaaaaaa" +
        "eeeeeeeeiioooooooooooouuuuuuuyyyyαεηιουωιυιυеodlihtσi";

    private static readonly Dictionary<char, char> Unmarked = Marked.Zip(Plain).ToDictionary(p => p.First, p => p.Second);

    /// <summary>One character as it is written in words, by itself, so that what is a word does not hang on what stands beside it.</summary>
    public static string Fold(char c) => char.ToLowerInvariant(c) switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        // Marks that were sent apart from their letters.
        >= '\u0300' and <= '\u036f' => "",
        var lower => Unmarked.TryGetValue(lower, out var plain) ? plain.ToString() : lower.ToString(),
    };

    /// <summary>Ends a word. Emoji and all else outside the basic plane do: they are not found.</summary>
    public static bool Parts(char c) => c is < '0' or (> '9' and < 'A') or (> 'Z' and < 'a') or (> 'z' and < '\u00c0') or '\u00d7' or '\u00f7'
        or (>= '\u2000' and <= '\u2bff') or (>= '\u2e00' and <= '\u2e7f') or (>= '\u3000' and <= '\u303f') or (>= '\ud800' and <= '\uf8ff')
        or (>= '\ufe00' and <= '\ufe6f') or (>= '\uff00' and <= '\uff0f') or (>= '\uff1a' and <= '\uff20') or >= '\uff3b' and <= '\uff40'
        or (>= '\uff5b' and <= '\uff65') or >= '\ufff0';

    /// <summary>Written without spaces: kana and Han. Hangul has them.</summary>
    public static bool RunsOn(char c) => c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u4dbf') or (>= '\u4e00' and <= '\u9fff');
}

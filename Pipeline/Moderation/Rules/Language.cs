using System.Globalization;
using System.Text;

namespace EventChat.Pipeline;

/// <summary>A cheap guess whether a text is in another language than English, by its letters and its smallest words.</summary>
internal static class Language
{
    /// <summary>Small words of English that none of the languages below has.</summary>
    private static readonly HashSet<string> English =
    [
        .. ("the and you your youre is are was were have has had do does did dont not this that these those with for from what when where who how why can could should would will my his her they them "
            + "their our we i im it its be been of but if about there here just get got go going know think please thanks yes because any some all him she he us or as by out up then than too").Split(' '),
    ];

    /// <summary>Small words of German, French, Spanish, Italian, Portuguese, Dutch, Polish and Turkish that English has not; folded.</summary>
    private static readonly HashSet<string> Others =
    [
        .. ("der das und ist nicht ich du wir ihr sie ein eine einen mit auf fur von zu den dem auch noch aber wenn wie kann habe hast bitte danke morgen heute " // de
            + "le les des une est pas je tu nous vous avec pour dans sur qui que quoi mais bonjour merci cest suis jai aujourdhui demain " // fr
            + "el los las una es por para con como pero muy esta estoy tengo gracias hola manana donde cuando porque usted " // es
            + "il lo gli che non sono per con della nel anche ciao grazie oggi domani questo quando dove perche ho " // it
            + "os uma nao com voce para mas muito obrigado ola hoje amanha estou tenho onde quando " // pt
            + "het een niet ik jij wij zijn met voor maar ook heb kan graag bedankt morgen vandaag " // nl
            + "nie jest sie na czy tak jak ale dla mam moze prosze dziekuje dzien jutro " // pl
            + "bir ve bu icin ben sen ne degil var yok cok ama nasil tesekkurler yarin bugun").Split(' '),
    ];

    public static bool IsForeign(string text, FoldedText folded)
    {
        int latin = 0, other = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune)) continue;
            // Styled Latin letters are beyond U+1D400 or full width, and Latin.
            if (rune.Value < 0x0250 || Letters.Plain(rune).Styled) latin++;
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.ModifierLetter) other++;
        }
        if (other > latin) return true;
        var (english, foreign) = (folded.Words.Count(w => English.Contains(w.Text)), folded.Words.Count(w => Others.Contains(w.Text)));
        return foreign > english && (foreign >= 2 || folded.Words.Count <= 4);
    }
}

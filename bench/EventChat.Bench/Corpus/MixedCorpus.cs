using EventChat.Contracts;

namespace EventChat.Bench.Corpus;

/// <param name="Kind">Section of <c>fragments.txt</c> it is from: what it is about.</param>
/// <param name="Label">What a moderator would object to; null: nothing.</param>
/// <param name="Disguised">Spelled so that a machine would not read it.</param>
/// <param name="At">Seconds since the corpus begins.</param>
public sealed record CorpusMessage(int Number, string Conversation, string Author, double At, string Text, string Kind, ToxicityLabel? Label, bool Disguised)
{
    /// <summary>One author's many messages in a few seconds, or one text again and again.</summary>
    public bool IsUnwanted => Kind is "flood" or "repeat";
}

/// <summary>
/// Talk as a chat service might see it: support, telemedicine, lessons, small talk and code, one message in seven in another language, one in twenty abusive.
/// The same seed gives the same messages.
/// </summary>
public static class MixedCorpus
{
    public const int Messages = 10_000;

    /// <summary>Seconds between two messages of the whole corpus: 50 a second.</summary>
    private const double Interval = 0.02;

    private const int Conversations = 200;
    private const int AuthorsPerConversation = 6;

    /// <summary>Share of the abusive messages that are disguised.</summary>
    private const double DisguisedShare = 0.25;

    private static readonly string[] Labels = ["PROFANITY", "INSULT", "HARASSMENT_OR_ABUSE", "HATE_SPEECH", "VIOLENCE_OR_THREAT", "GRAPHIC", "SEXUAL"];

    private static readonly ToxicityLabel[] LabelValues =
        [ToxicityLabel.Profanity, ToxicityLabel.Insult, ToxicityLabel.HarassmentOrAbuse, ToxicityLabel.HateSpeech, ToxicityLabel.ViolenceOrThreat, ToxicityLabel.Graphic, ToxicityLabel.Sexual];

    /// <summary>Share of each kind in ten thousand draws; a burst is drawn once and is several messages.</summary>
    private static readonly (string Kind, int Weight)[] Mix =
    [
        ("support", 2_550), ("smalltalk", 1_990), ("learning", 1_250), ("telemedicine", 950), ("code", 600), ("foreign", 1_450), ("traps", 450), ("shout", 50), ("link", 120), ("personal", 80),
        ("toxic", 460), ("foreigntoxic", 30), ("repeat", 17), ("flood", 3),
    ];

    /// <param name="seed">The published figures are of 1.</param>
    public static IReadOnlyList<CorpusMessage> Generate(int seed = 1, int count = Messages)
    {
        var dice = new Random(seed);
        var messages = new List<CorpusMessage>(count);
        while (messages.Count < count)
        {
            var conversation = $"corpus-{dice.Next(Conversations):D4}";
            var author = $"{conversation}-user{dice.Next(AuthorsPerConversation)}";
            foreach (var (text, kind, label, disguised) in Draw(Kind(dice), dice))
                messages.Add(new(messages.Count + 1, conversation, author, messages.Count * Interval, text, kind, label, disguised));
        }
        return messages.GetRange(0, count);
    }

    private static string Kind(Random dice)
    {
        var drawn = dice.Next(Mix.Sum(m => m.Weight));
        foreach (var (kind, share) in Mix)
            if ((drawn -= share) < 0) return kind;
        throw new InvalidOperationException("The shares do not add up.");
    }

    private static IEnumerable<(string Text, string Kind, ToxicityLabel? Label, bool Disguised)> Draw(string kind, Random dice)
    {
        switch (kind)
        {
            case "toxic":
                var label = dice.Next(Labels.Length);
                var text = Fragments.Default.Draw(Labels[label], dice);
                var disguised = dice.NextDouble() < DisguisedShare;
                return [(disguised ? Disguise.Of(text, dice) : text, kind, LabelValues[label], disguised)];
            case "foreigntoxic":
                return [(Fragments.Default.Draw(kind, dice), kind, ToxicityLabel.Insult, false)];
            case "repeat":
                var again = Fragments.Default.Draw(kind, dice);
                return Enumerable.Repeat((again, kind, (ToxicityLabel?)null, false), 4 + dice.Next(5));
            case "flood":
                return Enumerable.Range(1, 70 + dice.Next(60)).Select(n => ($"{n} {Fragments.Default.Draw("smalltalk", dice)}", kind, (ToxicityLabel?)null, false)).ToList();
            default:
                return [(Fragments.Default.Draw(kind, dice), kind, null, false)];
        }
    }
}

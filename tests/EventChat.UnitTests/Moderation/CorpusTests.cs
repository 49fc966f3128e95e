using EventChat.Bench.Corpus;
using EventChat.Contracts;
using EventChat.Local.Comprehend.Toxicity;
using EventChat.Pipeline;
using Xunit.Abstractions;

namespace EventChat.UnitTests.Moderation;

/// <summary>The rules and the stand-in on the mixed corpus. The bounds are below what was measured, and the figures say as much of the corpus as of the rules.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private static readonly ConversationRules Rules = new(ModerationPolicy.Default, TermList.Empty, TermList.Empty);

    private sealed record Outcome(CorpusMessage Message, Judgement Judgement, Verdict Verdict)
    {
        public bool IsEscalated => Judgement is Judgement.Escalate;

        public bool IsObjected => Verdict is not Verdict.Approved;
    }

    [Fact]
    public void Few_ordinary_messages_are_bought_and_most_abuse_is_found()
    {
        var outcomes = Judge(MixedCorpus.Generate());
        var abusive = outcomes.Where(o => o.Message.Label is not null).ToList();
        var talk = outcomes.Where(o => !o.Message.IsUnwanted).ToList();
        var escalated = (double)outcomes.Count(o => o.IsEscalated) / outcomes.Count;
        var looked = abusive.Count(o => o.IsEscalated || o.IsObjected) / (double)abusive.Count;
        var found = abusive.Count(o => o.IsObjected) / (double)abusive.Count;
        var right = talk.Count(o => o.IsObjected && o.Message.Label is not null) / (double)talk.Count(o => o.IsObjected);
        Print(outcomes);
        output.WriteLine($"escalated {escalated:P1}, abuse looked at {looked:P1}, recall {found:P1}, precision {right:P1}, unwanted {Unwanted(outcomes):P1}");

        Assert.InRange(escalated, 0.04, 0.12);
        Assert.InRange(looked, 0.90, 1);
        Assert.InRange(found, 0.70, 1);
        Assert.InRange(right, 0.90, 1);
        Assert.InRange(Unwanted(outcomes), 0.4, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_corpus_with_every_label_and_kind()
    {
        var corpus = MixedCorpus.Generate();
        Assert.Equal(MixedCorpus.Messages, corpus.Count);
        Assert.Equal(corpus, MixedCorpus.Generate());
        Assert.NotEqual(corpus, MixedCorpus.Generate(seed: 2));
        Assert.Equal(Enum.GetValues<ToxicityLabel>().Length, corpus.Select(m => m.Label).OfType<ToxicityLabel>().Distinct().Count());
        Assert.InRange(corpus.Count(m => m.Label is not null), 400, 600);
        Assert.InRange(corpus.Count(m => m.Kind == "foreign"), 1_200, 1_700);
        Assert.Contains(corpus, m => m.Disguised);
    }

    /// <summary>Share of flooding and repeating messages that go: the first ones of a burst are ordinary.</summary>
    private static double Unwanted(List<Outcome> outcomes) =>
        outcomes.Count(o => o.Message.IsUnwanted && o.Verdict is Verdict.Removed) / (double)outcomes.Count(o => o.Message.IsUnwanted);

    private void Print(List<Outcome> outcomes)
    {
        foreach (var kind in outcomes.GroupBy(o => o.Message.Kind == "toxic" ? $"{o.Message.Label}" : o.Message.Kind).OrderBy(k => k.Key, StringComparer.Ordinal))
            output.WriteLine($"{kind.Key,-20} {kind.Count(),5}  escalated {kind.Count(o => o.IsEscalated) / (double)kind.Count(),6:P1}  objected {kind.Count(o => o.IsObjected) / (double)kind.Count(),6:P1}");
        foreach (var missed in outcomes.Where(o => o.Message.Label is not null && !o.IsEscalated && !o.IsObjected && o.Message.Kind == "toxic").Take(25)) output.WriteLine($"not looked at: {missed.Message.Text}");
        foreach (var wrong in outcomes.Where(o => o.Message.Label is null && !o.Message.IsUnwanted && o.IsObjected).DistinctBy(o => o.Message.Text).Take(15)) output.WriteLine($"objected: {wrong.Message.Text}");
        foreach (var bought in outcomes.Where(o => o.Message.Label is null && o.Message.Kind != "traps" && o.IsEscalated).DistinctBy(o => o.Message.Text).Take(40)) output.WriteLine($"escalated: {bought.Message.Text}");
    }

    private static List<Outcome> Judge(IReadOnlyList<CorpusMessage> corpus)
    {
        var began = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var logs = corpus.Select(m => m.Conversation).Distinct().ToDictionary(c => c, _ => new List<MessageVersion>());
        List<Outcome> outcomes = [];
        foreach (var message in corpus)
        {
            var log = logs[message.Conversation];
            var version = new MessageVersion(new(message.Conversation), log.Count + 1, log.Count + 1, new(message.Author), began.AddSeconds(message.At), message.Text, Held: false);
            log.Add(version);
            var judgement = Screening.Judge(version, Rules, log.TakeLast(91).ToList());
            outcomes.Add(new(message, judgement, judgement switch
            {
                Judgement.Found found => found.Finding.Verdict,
                Judgement.Escalate { Question.Toxicity: true } => Thresholds.Judge(new(ToxicityScore.Of(message.Text)), ModerationPolicy.Default).Verdict,
                _ => Verdict.Approved,
            }));
        }

        return outcomes;
    }

}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What the rules say of one version.</summary>
public abstract record Judgement
{
    private Judgement() { }

    public sealed record Clear : Judgement;

    /// <summary>The rules can not tell: Comprehend is asked.</summary>
    public sealed record Escalate(Question Question) : Judgement;

    public sealed record Found(Finding Finding) : Judgement;
}

/// <summary>The first tier: rules that cost nothing and decide or clear nearly everything. Pure.</summary>
public static class Screening
{
    /// <param name="recent">Versions in the log up to the message, in order; the message may be among them.</param>
    public static Judgement Judge(MessageVersion message, ConversationRules rules, IReadOnlyList<MessageVersion> recent)
    {
        var policy = rules.Policy;
        // Held before the mode was switched off: nothing holds it now.
        if (policy.Mode is ModerationMode.Off) return new Judgement.Clear();
        var folded = FoldedText.Of(message.Text);
        if (rules.Global.IsIn(folded) || rules.Blocklist.IsIn(folded)) return Found(Verdict.Removed, ReasonClass.Blocklist);
        var link = policy.Links is FindingRule.Allow || Links.AreAllowed(message.Text, policy.AllowedDomains ?? []) ? FindingRule.Allow : policy.Links;
        if (link is FindingRule.Remove) return Found(Verdict.Removed, ReasonClass.Link);
        if (Pace.IsFlood(message, policy, recent)) return Found(Verdict.Removed, ReasonClass.Flood);
        if (Pace.IsRepeat(message, folded, policy, recent)) return Found(Verdict.Removed, ReasonClass.Repeat);
        if (link is FindingRule.Review) return Found(Verdict.Review, ReasonClass.Link);
        return Undecided(message.Text, folded, policy);
    }

    private static Judgement Undecided(string text, FoldedText folded, ModerationPolicy policy)
    {
        var isForeign = Language.IsForeign(text, folded);
        var risk = RiskSignals.Of(text, folded, isForeign);
        // Comprehend knows English only. English abuse in another language's sentence it does find; the rest nobody here can judge but a person.
        var asks = risk.IsEnglish || risk.IsForm;
        if (!asks && risk.IsForeign && policy.Outage is OutageRule.Closed) return Found(Verdict.Review, ReasonClass.Unchecked);
        var question = new Question(asks, policy.Pii is not FindingRule.Allow);
        return question is { Toxicity: false, Pii: false } ? new Judgement.Clear() : new Judgement.Escalate(question);
    }

    private static Judgement.Found Found(Verdict verdict, ReasonClass reason) => new(new(verdict, VerdictSource.Rules, reason));
}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What Comprehend's confidence means in a conversation.</summary>
public static class Thresholds
{
    /// <summary>The labels' names in the API.</summary>
    public static readonly IReadOnlyDictionary<string, ToxicityLabel> Labels = new Dictionary<string, ToxicityLabel>
    {
        ["PROFANITY"] = ToxicityLabel.Profanity, ["HATE_SPEECH"] = ToxicityLabel.HateSpeech, ["INSULT"] = ToxicityLabel.Insult, ["GRAPHIC"] = ToxicityLabel.Graphic,
        ["HARASSMENT_OR_ABUSE"] = ToxicityLabel.HarassmentOrAbuse, ["SEXUAL"] = ToxicityLabel.Sexual, ["VIOLENCE_OR_THREAT"] = ToxicityLabel.ViolenceOrThreat,
    };

    /// <summary>The gravest that any label or the personal data calls for; of two that are equally grave the surer one gives the reason.</summary>
    public static Finding Judge(Answer answer, ModerationPolicy policy)
    {
        var (verdict, reason) = (answer.Scores ?? new Dictionary<string, double>())
            .Where(s => Labels.ContainsKey(s.Key))
            .Select(s => (Verdict: Of(s.Value, policy.For(Labels[s.Key])), Reason: ReasonOf(Labels[s.Key]), Score: s.Value))
            .Where(f => f.Verdict is not Verdict.Approved)
            .OrderByDescending(f => f.Verdict is Verdict.Removed).ThenByDescending(f => f.Score)
            .Select(f => (f.Verdict, (ReasonClass?)f.Reason)).FirstOrDefault((Verdict.Approved, null));
        if (answer.Pii is { Count: > 0 } && policy.Pii is not FindingRule.Allow && verdict is not Verdict.Removed)
        {
            var pii = policy.Pii is FindingRule.Remove ? Verdict.Removed : Verdict.Review;
            (verdict, reason) = verdict is Verdict.Review && pii is Verdict.Review ? (verdict, reason) : (pii, ReasonClass.PersonalData);
        }
        return new(verdict, VerdictSource.Comprehend, reason, answer.Scores, answer.Pii, answer.Units);
    }

    private static Verdict Of(double score, LabelThreshold threshold) =>
        score >= threshold.Remove ? Verdict.Removed : score >= threshold.Review ? Verdict.Review : Verdict.Approved;

    private static ReasonClass ReasonOf(ToxicityLabel label) => label switch
    {
        ToxicityLabel.Profanity => ReasonClass.Profanity,
        ToxicityLabel.HateSpeech => ReasonClass.Hate,
        ToxicityLabel.Insult => ReasonClass.Insult,
        ToxicityLabel.Graphic => ReasonClass.Graphic,
        ToxicityLabel.HarassmentOrAbuse => ReasonClass.Harassment,
        ToxicityLabel.Sexual => ReasonClass.Sexual,
        ToxicityLabel.ViolenceOrThreat => ReasonClass.Violence,
        _ => ReasonClass.Other,
    };
}

namespace EventChat.Contracts;

public enum ModerationMode
{
    /// <summary>Nothing is looked at but what members report.</summary>
    Off,
    /// <summary>Shown at once, removed after if need be.</summary>
    Post,
    /// <summary>Shown to others only once approved.</summary>
    Hold,
}

public enum Verdict { Approved, Removed, Review }

/// <summary>Who or what decided.</summary>
public enum VerdictSource { Rules, Comprehend, Moderators, Deadline, Outage }

/// <summary>Why, as far as an author is told.</summary>
public enum ReasonClass { Blocklist, Link, Flood, Repeat, Profanity, Hate, Insult, Harassment, Sexual, Violence, Graphic, PersonalData, Reported, Unchecked, Other }

public enum ReviewCause { Screening, Report, Appeal, Outage }

/// <summary>When Comprehend does not answer.</summary>
public enum OutageRule
{
    /// <summary>What the rules did not object to passes.</summary>
    Open,
    /// <summary>A person decides.</summary>
    Closed,
}

public enum FindingRule { Allow, Review, Remove }

/// <summary>Comprehend's labels of DetectToxicContent.</summary>
public enum ToxicityLabel { Profanity, HateSpeech, Insult, Graphic, HarassmentOrAbuse, Sexual, ViolenceOrThreat }

/// <param name="Review">Confidence, 0 to 1, from which a person looks.</param>
/// <param name="Remove">Confidence from which nobody needs to; above 1: never.</param>
public sealed record LabelThreshold(ToxicityLabel Label, double Review, double Remove);

/// <summary>How a conversation is moderated. Absent members have these defaults.</summary>
/// <param name="Thresholds">For the labels named; the others have <see cref="DefaultThresholds"/>.</param>
/// <param name="Pii">What becomes of personal data. Anything but Allow costs a call of Comprehend per message.</param>
/// <param name="Links">What becomes of links, other than to <paramref name="AllowedDomains"/>.</param>
/// <param name="FloodMessages">Messages of one author within <see cref="FloodSeconds"/> s from which on they are removed; 0: no bound. The default lets pass what somebody
/// wrote while offline.</param>
/// <param name="Repeats">Equal messages of one author among the conversation's last 20 from which on they are removed; 0: no bound.</param>
/// <param name="Reviewers">Moderators that must agree: 1 or 2.</param>
/// <param name="ReviewMinutes">Minutes after which <paramref name="OnDeadline"/> is the outcome.</param>
public sealed record ModerationPolicy(
    ModerationMode Mode = ModerationMode.Post,
    IReadOnlyList<LabelThreshold>? Thresholds = null,
    FindingRule Pii = FindingRule.Allow,
    FindingRule Links = FindingRule.Allow,
    IReadOnlyList<string>? AllowedDomains = null,
    int FloodMessages = 60,
    int Repeats = 4,
    OutageRule Outage = OutageRule.Open,
    int Reviewers = 1,
    int ReviewMinutes = 1_440,
    Verdict OnDeadline = Verdict.Approved)
{
    /// <summary>Seconds over which messages of one author are counted.</summary>
    public const int FloodSeconds = 10;

    /// <summary>A person looks at what is likelier toxic than not; only what is nearly certain goes without one.</summary>
    public static readonly IReadOnlyList<LabelThreshold> DefaultThresholds =
    [
        new(ToxicityLabel.Profanity, 0.8, 2), new(ToxicityLabel.HateSpeech, 0.5, 0.9), new(ToxicityLabel.Insult, 0.6, 0.95), new(ToxicityLabel.Graphic, 0.6, 0.95),
        new(ToxicityLabel.HarassmentOrAbuse, 0.5, 0.9), new(ToxicityLabel.Sexual, 0.6, 0.95), new(ToxicityLabel.ViolenceOrThreat, 0.5, 0.9),
    ];

    public static readonly ModerationPolicy Default = new();

    public LabelThreshold For(ToxicityLabel label) =>
        Thresholds?.FirstOrDefault(t => t.Label == label) ?? DefaultThresholds.First(t => t.Label == label);
}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a machine says of one version.</summary>
/// <param name="Scores">Comprehend's confidence per label, 0 to 1; null if it was not asked.</param>
/// <param name="Pii">Kinds of personal data found; null if it was not asked.</param>
/// <param name="Units">Units of 100 characters that were billed.</param>
public sealed record Finding(
    Verdict Verdict, VerdictSource Source, ReasonClass? Reason = null,
    IReadOnlyDictionary<string, double>? Scores = null, IReadOnlyList<string>? Pii = null, double Units = 0)
{
    /// <summary>The rules had no objection.</summary>
    public static readonly Finding Clear = new(Verdict.Approved, VerdictSource.Rules);

    /// <summary>Worth no event: the rules had no objection and nothing was bought.</summary>
    public bool IsPlain => Verdict is Verdict.Approved && Source is VerdictSource.Rules;
}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Writes down, in the moderation log and the version's case, what rules or Comprehend found.</summary>
public static class RecordScreening
{
    public static CommandId Id(MessageVersion version) => CommandId.Derive("screened", version.Conversation.Value, $"{version.Seq}");

    /// <param name="known">The version's case, if it has one, and <paramref name="seen"/>, the document's version.</param>
    public static Decision Decide(MessageVersion version, Finding finding, ModerationCase? known, long seen, bool deleted)
    {
        if (deleted || finding.IsPlain) return new Decision.Nothing();
        var old = known ?? ModerationCase.Of(version);
        if (old.Screened || old.IsSettled) return new Decision.Nothing();
        return new Decision.Write(
            GroupVersion: 0,
            [new ChatEvent.MessageScreened(version.MessageSeq, version.Seq, finding.Verdict, finding.Source, finding.Reason, finding.Scores, finding.Pii, finding.Units)],
            [Cases.Put(version.Conversation, Evolve(old, finding), seen)]);
    }

    /// <summary>The case as a finding leaves it.</summary>
    internal static ModerationCase Evolve(ModerationCase old, Finding finding)
    {
        // Members' reports have opened a review: an opinion that it is fine, or doubtful, ends nothing there. That it must go does not wait.
        if (old.Open is not null && finding.Verdict is not Verdict.Removed) return old with { Screened = true };
        return old with { Screened = true, Verdict = finding.Verdict, Source = finding.Source, Reason = finding.Reason };
    }
}

using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>What a command on one version of a message names: the message, and the version of it that was seen.</summary>
public readonly record struct VersionInput(ConversationId Conversation, long MessageSeq, long VersionSeq)
{
    public static VersionInput Parse(InputReader input)
    {
        var (conversation, message) = (input.ConversationId(), input.Seq("messageSeq"));
        return new(conversation, message, input.OptionalSeq("versionSeq", min: 1) ?? message);
    }

    /// <summary>Where the version's case lies.</summary>
    public (string Pk, string Sk) CaseKey => (Conversation.Log.Value, StateKeys.Case(VersionSeq));
}

/// <summary>What there is to know of a version.</summary>
/// <param name="Version">Null if the message has no such version.</param>
/// <param name="Case">Its case; null if nobody objected yet.</param>
/// <param name="CaseVersion">Of the case's document; 0 for none.</param>
public sealed record VersionFacts(MessageVersion? Version, bool Deleted, ModerationCase? Case, long CaseVersion)
{
    public static readonly VersionFacts Unknown = new(null, Deleted: false, null, CaseVersion: 0);

    /// <summary>The case, or that of a version nobody has objected to.</summary>
    public ModerationCase CaseOrNew => Case ?? ModerationCase.Of(Version!);
}

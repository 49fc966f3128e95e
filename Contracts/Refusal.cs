namespace EventChat.Contracts;

/// <summary>Why a command or query was not carried out: the closed set of <c>errorType</c>s of the API. Nothing was stored.</summary>
public enum RefusalType
{
    /// <summary>No such conversation, message or user, or not yours to know about: the two are the same answer.</summary>
    NotFound,
    /// <summary>You are a member, but your role or authorship does not allow this.</summary>
    NotAllowed,
    /// <summary>An argument is missing, malformed, too long or holds characters that are not allowed; <see cref="RefusalInfo"/> names it and the limit.</summary>
    InvalidArgument,
    /// <summary>The message was deleted; deleted is final.</summary>
    MessageDeleted,
    /// <summary>A conversation keeps at least one owner.</summary>
    LastOwner,
    /// <summary>The conversation is full.</summary>
    TooManyMembers,
    /// <summary>The id is taken by something else: a command id by a different command, a conversation id by a conversation that is not the same.
    /// Of operations: what is under way, or what there is, does not allow it.</summary>
    Conflict,
    /// <summary>You are muted in this conversation; <see cref="RefusalInfo.Limit"/> says until when, in seconds since 1970.</summary>
    Muted,
    /// <summary>The user is banned from the conversation.</summary>
    Banned,
    /// <summary>There is nothing to decide: no review is open, or you have said your opinion, or it is your own message.</summary>
    NotUnderReview,
    /// <summary>A legal hold stands: the user is not forgotten before it is released.</summary>
    LegalHold,
    /// <summary>The user's data is to be taken first, or that is to be waived.</summary>
    ExportFirst,
    /// <summary>Many writers met at one place; the same command may be sent again at once.</summary>
    Busy,
}

/// <param name="Field">The argument, as the schema names it.</param>
/// <param name="Limit">The bound that was crossed.</param>
/// <param name="Unit">What <paramref name="Limit"/> counts: <c>bytes</c>, <c>characters</c>, <c>members</c> …</param>
public sealed record RefusalInfo(string? Field = null, long? Limit = null, string? Unit = null);

public sealed record Refusal(RefusalType Type, string Message, RefusalInfo? Info = null);

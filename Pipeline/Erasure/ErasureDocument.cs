using EventChat.Contracts;

namespace EventChat.Pipeline;

public enum ErasureStatus
{
    /// <summary>Asked for; the workflow is on its way.</summary>
    Requested,

    /// <summary>A legal hold stood when it came to it: nothing was done, and it may be asked for again.</summary>
    Held,

    /// <summary>The key is destroyed. There is no way back; rows are being made anew.</summary>
    KeyDestroyed,

    /// <summary>Nothing readable is left in the read models either.</summary>
    Done,
}

/// <summary>How far the forgetting of a user is: a document of the state table, in the user's partition.</summary>
public sealed record ErasureDocument(ErasureStatus Status, UserId By, DateTimeOffset RequestedAt, DateTimeOffset? DestroyedAt = null, DateTimeOffset? DoneAt = null);

/// <summary>Why a user may not be forgotten for the time being.</summary>
public sealed record LegalHold(UserId User, string Reason, UserId By, DateTimeOffset At);

/// <summary>The user has taken all that is kept of them.</summary>
public sealed record ExportMark(DateTimeOffset At);

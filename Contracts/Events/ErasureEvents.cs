namespace EventChat.Contracts;

/// <summary>How a user is forgotten, and why one is not. In the user's own log.</summary>
public abstract partial record ChatEvent
{
    /// <summary>By the user, or by an operator.</summary>
    /// <param name="Waived">True if the data need not have been taken first.</param>
    public sealed record ErasureRequested(bool? Waived = null) : ChatEvent;

    /// <summary>The user's key is destroyed: from here on nobody reads what the user wrote, in any log.</summary>
    public sealed record UserForgotten : ChatEvent;

    /// <summary>By an operator. Until it is released the user is not forgotten, whoever asks.</summary>
    /// <param name="Reason">A case's number, say: not erased, so it names nobody.</param>
    public sealed record LegalHoldPlaced(string Reason) : ChatEvent;

    public sealed record LegalHoldReleased : ChatEvent;
}

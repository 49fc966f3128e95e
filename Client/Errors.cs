using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>The service understood and declined; nothing was stored.</summary>
public sealed class ChatRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>No answer after the last retry. Whether a command was carried out is unknown: send it again with the same id.</summary>
public sealed class ChatUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An answer that this client does not understand, or a query that the service does not.</summary>
public sealed class ChatProtocolException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The refresh token is spent, revoked or expired: sign in again.</summary>
public sealed class SessionEndedException(string message, Exception? inner = null) : Exception(message, inner);

namespace EventChat.Client;

public enum LiveState
{
    Connecting,
    /// <summary>Connected, and asking for what happened meanwhile.</summary>
    CatchingUp,
    /// <summary>What is shown is what the log says.</summary>
    Connected,
    /// <summary>Trying again by itself.</summary>
    Offline,
    /// <summary>Over: sign in again.</summary>
    Ended,
}

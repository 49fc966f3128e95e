namespace EventChat.Pipeline;

/// <summary>The target did not take it now: the workflow tries again. Its name is in the state machine.</summary>
public sealed class WebhookFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The target will not take it: trying again is of no use. Its name is in the state machine.</summary>
public sealed class WebhookRefusedException(string message) : Exception(message);

namespace Pulumi;

/// <summary>The program can not go on; its message is for the person who runs it.</summary>
public class RunException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace EventChat.Local.DynamoDb;

public enum DynamoDbLocalFailure
{
    JavaMissing,
    JavaTooOld,
    NpmMissing,
    FetchFailed,
    PortInUse,
    DidNotStart,
}

/// <summary>DynamoDB Local can not be had or started; the message says what to do about it.</summary>
public sealed class DynamoDbLocalException(DynamoDbLocalFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public DynamoDbLocalFailure Failure { get; } = failure;
}

namespace EventChat.Local.Lambda;

/// <param name="Payload">The function's answer, or the error document <c>{"errorType","errorMessage"}</c>.</param>
/// <param name="FunctionError"><c>Unhandled</c> when the function threw; null when it answered.</param>
public readonly record struct LambdaResult(ReadOnlyMemory<byte> Payload, string? FunctionError);

/// <summary>Invokes a deployed function and waits for its answer.</summary>
public interface ILambdaInvoker
{
    /// <param name="function">Name or ARN.</param>
    /// <exception cref="KeyNotFoundException">There is no such function.</exception>
    Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel);
}

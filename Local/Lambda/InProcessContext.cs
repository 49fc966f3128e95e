using System.Globalization;
using Amazon.Lambda.Core;

namespace EventChat.Local.Lambda;

internal sealed class InProcessContext(LocalFunction function, Invocation invocation, FunctionLogger lines, TimeProvider time) : ILambdaContext
{
    private sealed record NoIdentity(string? IdentityId, string? IdentityPoolId) : ICognitoIdentity;

    public FunctionLogger Lines => lines;

    public string AwsRequestId => invocation.RequestId;
    // The interface carries no annotations: a mobile SDK's context and identity are null on AWS too when there is none.
    public IClientContext ClientContext => null!;
    public ICognitoIdentity Identity { get; } = new NoIdentity(null, null);
    public string FunctionName => function.Name;
    public string FunctionVersion => LocalFunction.Version;
    public string InvokedFunctionArn => function.Arn;
    public ILambdaLogger Logger => lines;
    public string LogGroupName => function.LogGroup;
    public string LogStreamName =>
        string.Create(CultureInfo.InvariantCulture, $"{invocation.Deadline:yyyy/MM/dd}/[{LocalFunction.Version}]{Environment.ProcessId:x8}");
    public int MemoryLimitInMB => function.MemoryInMB;
    public TimeSpan RemainingTime => invocation.Deadline - time.GetUtcNow();
    public string TraceId => invocation.TraceId;
}

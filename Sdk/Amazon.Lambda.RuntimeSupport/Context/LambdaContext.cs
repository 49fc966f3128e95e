using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class LambdaContext(
    NextInvocation invocation, LambdaEnvironment environment, ILambdaLogger logger, ILambdaSerializer serializer, TimeProvider time)
    : ILambdaContext
{
    private readonly Lazy<IClientContext> _client = new(() => MobileClient.Parse(invocation.ClientContext));
    private readonly Lazy<ICognitoIdentity> _identity = new(() => CognitoIdentity.Parse(invocation.CognitoIdentity));

    public string AwsRequestId => invocation.RequestId;
    public IClientContext ClientContext => _client.Value;
    public string FunctionName => environment.FunctionName;
    public string FunctionVersion => environment.FunctionVersion;
    public ICognitoIdentity Identity => _identity.Value;
    public string InvokedFunctionArn => invocation.FunctionArn;
    public ILambdaLogger Logger => logger;
    public string LogGroupName => environment.LogGroup;
    public string LogStreamName => environment.LogStream;
    public int MemoryLimitInMB => environment.MemoryInMB;
    public TimeSpan RemainingTime => invocation.Deadline - time.GetUtcNow();
    public string TenantId => invocation.TenantId;
    public string TraceId => invocation.TraceId;
    public ILambdaSerializer Serializer => serializer;
}

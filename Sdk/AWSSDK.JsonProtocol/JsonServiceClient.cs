using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.JsonProtocol;

/// <summary>
/// A client of any AWS-JSON service on AWSSDK.Core's own pipeline: credential chain, SigV4, clock skew, retries and endpoints are the SDK's.
/// A new service is a <see cref="JsonService"/>, and an operation two classes in a JSON context.
/// </summary>
public abstract class JsonServiceClient : AmazonServiceClient
{
    private readonly JsonService _service;

    protected JsonServiceClient(JsonService service, ClientConfig config) : base(config) => _service = service;

    protected JsonServiceClient(JsonService service, AWSCredentials credentials, ClientConfig config) : base(credentials, config) =>
        _service = service;

    protected override IServiceMetadata ServiceMetadata => _service;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    /// <param name="hostPrefix">What the operation puts before the host name, e.g. <c>sync-</c>.</param>
    protected Task<TResponse> InvokeAsync<TRequest, TResponse>(
        string operation, TRequest request, JsonTypeInfo<TRequest> requestJson, JsonTypeInfo<TResponse> responseJson,
        CancellationToken cancellationToken, string? hostPrefix = null)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new InvokeOptions
        {
            RequestMarshaller = new JsonMarshaller<TRequest>(_service, operation, requestJson, hostPrefix),
            ResponseUnmarshaller = new JsonUnmarshaller<TResponse>(_service, responseJson),
        };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }

    private sealed class SigV4Handler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}

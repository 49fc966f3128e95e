using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.JsonProtocol;

/// <summary><c>https://&lt;service&gt;.&lt;region&gt;.&lt;the partition's domain&gt;</c>, or the URL that was configured.</summary>
internal sealed class RegionalEndpoint(JsonService service) : IEndpointProvider
{
    private const string Region = "Region";
    private const string ServiceUrl = "Endpoint";

    public static EndpointParameters Parameters(IClientConfig config, RegionEndpoint? region)
    {
        if (config.UseFIPSEndpoint || config.UseDualstackEndpoint)
            throw new AmazonClientException("FIPS and dual-stack endpoints are not part of this slice of the SDK.");
        var parameters = new EndpointParameters();
        parameters[Region] = region?.SystemName;
        parameters[ServiceUrl] = config.ServiceURL;
        return parameters;
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[ServiceUrl] is string { Length: > 0 } url) return new Endpoint(url);
        if (parameters[Region] is not string { Length: > 0 } region)
            throw new AmazonClientException($"No region and no service URL is configured for {service.Id}.");
        return new Endpoint($"https://{service.HostPrefix}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
    }
}

internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => RegionalEndpoint.Parameters(
        requestContext.ClientConfig, requestContext.Request.AlternateEndpoint ?? requestContext.ClientConfig.RegionEndpoint);

    /// <summary>
    /// The official clients prefix the host of a configured URL, too, unless <c>DisableHostPrefixInjection</c> is set. Here an address of
    /// this machine is left alone: <c>sync-127.0.0.1</c> names no host.
    /// </summary>
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
        var context = executionContext.RequestContext;
        if (!context.Request.Endpoint.IsLoopback) InjectHostPrefix(context);
    }
}

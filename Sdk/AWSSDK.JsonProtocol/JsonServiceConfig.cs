using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.JsonProtocol;

/// <summary>The configuration every AWS-JSON client has; environment, profile and <c>AWS_ENDPOINT_URL</c> are read by AWSSDK.Core.</summary>
public abstract class JsonServiceConfig : ClientConfig
{
    private readonly JsonService _service;

    protected JsonServiceConfig(JsonService service) : base(new DefaultConfigurationProvider(Defaults))
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new RegionalEndpoint(service);
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.Id, "4.0");
    }

    public override string RegionEndpointServiceName => _service.HostPrefix;

    public override string ServiceVersion => _service.ApiVersion;

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(
            RegionalEndpoint.Parameters(this, parameters.AlternateEndpoint ?? RegionEndpoint));

    /// <summary>The SDK's published defaults per <c>AWS_DEFAULTS_MODE</c>: they differ in how long a connection may take.</summary>
    private static IEnumerable<IDefaultConfiguration> Defaults =>
    [
        Mode(DefaultConfigurationMode.Standard, connectMilliseconds: 3100),
        Mode(DefaultConfigurationMode.InRegion, connectMilliseconds: 1100),
        Mode(DefaultConfigurationMode.CrossRegion, connectMilliseconds: 3100),
        Mode(DefaultConfigurationMode.Mobile, connectMilliseconds: 30_000),
    ];

    private static DefaultConfiguration Mode(DefaultConfigurationMode mode, int connectMilliseconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}

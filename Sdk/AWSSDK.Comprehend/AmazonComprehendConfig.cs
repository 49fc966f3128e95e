using Amazon.Comprehend.Internal;
using Amazon.JsonProtocol;

namespace Amazon.Comprehend;

public class AmazonComprehendConfig : JsonServiceConfig
{
    public AmazonComprehendConfig() : base(ComprehendService.Definition) { }

    public static new string ServiceId => ComprehendService.Definition.Id;
}

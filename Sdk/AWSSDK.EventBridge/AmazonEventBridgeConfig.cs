using Amazon.EventBridge.Internal;
using Amazon.JsonProtocol;

namespace Amazon.EventBridge;

public class AmazonEventBridgeConfig : JsonServiceConfig
{
    public AmazonEventBridgeConfig() : base(EventBridgeService.Definition) { }

    public static new string ServiceId => EventBridgeService.Definition.Id;
}

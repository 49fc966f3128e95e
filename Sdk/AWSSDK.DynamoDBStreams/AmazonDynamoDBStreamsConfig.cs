using Amazon.DynamoDBStreams.Internal;
using Amazon.JsonProtocol;

namespace Amazon.DynamoDBStreams;

public class AmazonDynamoDBStreamsConfig : JsonServiceConfig
{
    public AmazonDynamoDBStreamsConfig() : base(StreamsService.Definition) { }

    public static new string ServiceId => StreamsService.Definition.Id;
}

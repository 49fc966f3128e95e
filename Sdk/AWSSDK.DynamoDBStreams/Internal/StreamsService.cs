using Amazon.DynamoDBStreams.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime.Internal;

namespace Amazon.DynamoDBStreams.Internal;

internal static class StreamsService
{
    public static readonly JsonService Definition = new(
        Id: "DynamoDB Streams", ApiVersion: "2012-08-10", HostPrefix: "streams.dynamodb", SigningName: "dynamodb",
        TargetPrefix: "DynamoDBStreams_20120810", JsonVersion: "1.0", ToException);

    private static AmazonDynamoDBStreamsException ToException(ErrorResponse e) => e.Code switch
    {
        "ExpiredIteratorException" => new ExpiredIteratorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalServerError" => new InternalServerErrorException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "LimitExceededException" => new LimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "ResourceNotFoundException" => new ResourceNotFoundException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TrimmedDataAccessException" => new TrimmedDataAccessException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonDynamoDBStreamsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}

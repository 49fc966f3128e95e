using Amazon.Comprehend.Model;
using Amazon.JsonProtocol;
using Amazon.Runtime.Internal;

namespace Amazon.Comprehend.Internal;

internal static class ComprehendService
{
    public static readonly JsonService Definition = new(
        Id: "Comprehend", ApiVersion: "2017-11-27", HostPrefix: "comprehend", SigningName: "comprehend",
        TargetPrefix: "Comprehend_20171127", JsonVersion: "1.1", ToException);

    private static AmazonComprehendException ToException(ErrorResponse e) => e.Code switch
    {
        "BatchSizeLimitExceededException" => new BatchSizeLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InternalServerException" => new InternalServerException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "InvalidRequestException" => new InvalidRequestException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TextSizeLimitExceededException" => new TextSizeLimitExceededException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "TooManyRequestsException" => new TooManyRequestsException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        "UnsupportedLanguageException" => new UnsupportedLanguageException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        _ => new AmazonComprehendException(e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
    };
}

using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

public class DetectSentimentRequest : AmazonComprehendRequest
{
    public LanguageCode LanguageCode { get; set; }

    /// <summary>At most 5 KB of UTF-8.</summary>
    public string Text { get; set; }
}

public class DetectSentimentResponse : AmazonWebServiceResponse
{
    public SentimentType Sentiment { get; set; }
    public SentimentScore SentimentScore { get; set; }
}

public class BatchDetectSentimentRequest : AmazonComprehendRequest
{
    public LanguageCode LanguageCode { get; set; }

    /// <summary>1 to 25, each of at most 5 KB of UTF-8.</summary>
    public List<string> TextList { get; set; }
}

public class BatchDetectSentimentResponse : AmazonWebServiceResponse
{
    public List<BatchItemError> ErrorList { get; set; }
    public List<BatchDetectSentimentItemResult> ResultList { get; set; }
}

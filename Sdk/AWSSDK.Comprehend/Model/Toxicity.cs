using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

public class DetectToxicContentRequest : AmazonComprehendRequest
{
    /// <summary>English only.</summary>
    public LanguageCode LanguageCode { get; set; }

    /// <summary>1 to 10, each of at most 1 KB of UTF-8, 10 KB together.</summary>
    public List<TextSegment> TextSegments { get; set; }
}

public class DetectToxicContentResponse : AmazonWebServiceResponse
{
    /// <summary>In the order of the request.</summary>
    public List<ToxicLabels> ResultList { get; set; }
}

using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

public class DetectDominantLanguageRequest : AmazonComprehendRequest
{
    /// <summary>At least 20 characters are wanted; at most 100 KB of UTF-8.</summary>
    public string Text { get; set; }
}

public class DetectDominantLanguageResponse : AmazonWebServiceResponse
{
    public List<DominantLanguage> Languages { get; set; }
}

using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

public class DetectPiiEntitiesRequest : AmazonComprehendRequest
{
    /// <summary>English or Spanish.</summary>
    public LanguageCode LanguageCode { get; set; }

    /// <summary>At most 100 KB of UTF-8.</summary>
    public string Text { get; set; }
}

public class DetectPiiEntitiesResponse : AmazonWebServiceResponse
{
    public List<PiiEntity> Entities { get; set; }
}

public class ContainsPiiEntitiesRequest : AmazonComprehendRequest
{
    public LanguageCode LanguageCode { get; set; }

    /// <summary>At most 100 KB of UTF-8.</summary>
    public string Text { get; set; }
}

public class ContainsPiiEntitiesResponse : AmazonWebServiceResponse
{
    public List<EntityLabel> Labels { get; set; }
}

using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class TagResourceRequest : AmazonEventBridgeRequest
{
    public string ResourceARN { get; set; }
    public List<Tag> Tags { get; set; }
}

public class TagResourceResponse : AmazonWebServiceResponse;

public class UntagResourceRequest : AmazonEventBridgeRequest
{
    public string ResourceARN { get; set; }
    public List<string> TagKeys { get; set; }
}

public class UntagResourceResponse : AmazonWebServiceResponse;

public class ListTagsForResourceRequest : AmazonEventBridgeRequest
{
    public string ResourceARN { get; set; }
}

public class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    public List<Tag> Tags { get; set; }
}

using Amazon.Runtime;

namespace Amazon.Comprehend.Model;

public class AmazonComprehendRequest : AmazonWebServiceRequest;

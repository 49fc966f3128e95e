using Amazon.Runtime;

namespace Amazon.EventBridge.Model;

public class PutRuleRequest : AmazonEventBridgeRequest
{
    public string Description { get; set; }
    public string EventBusName { get; set; }
    public string EventPattern { get; set; }
    public string Name { get; set; }
    public string RoleArn { get; set; }
    public string ScheduleExpression { get; set; }
    public RuleState State { get; set; }
    public List<Tag> Tags { get; set; }
}

public class PutRuleResponse : AmazonWebServiceResponse
{
    public string RuleArn { get; set; }
}

public class DescribeRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public string Name { get; set; }
}

public class DescribeRuleResponse : AmazonWebServiceResponse
{
    public string Arn { get; set; }
    public string CreatedBy { get; set; }
    public string Description { get; set; }
    public string EventBusName { get; set; }
    public string EventPattern { get; set; }
    public string ManagedBy { get; set; }
    public string Name { get; set; }
    public string RoleArn { get; set; }
    public string ScheduleExpression { get; set; }
    public RuleState State { get; set; }
}

public class ListRulesRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }

    /// <summary>1 to 100.</summary>
    public int? Limit { get; set; }

    public string NamePrefix { get; set; }
    public string NextToken { get; set; }
}

public class ListRulesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<Rule> Rules { get; set; }
}

public class ListRuleNamesByTargetRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public int? Limit { get; set; }
    public string NextToken { get; set; }
    public string TargetArn { get; set; }
}

public class ListRuleNamesByTargetResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<string> RuleNames { get; set; }
}

public class EnableRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public string Name { get; set; }
}

public class EnableRuleResponse : AmazonWebServiceResponse;

public class DisableRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public string Name { get; set; }
}

public class DisableRuleResponse : AmazonWebServiceResponse;

public class DeleteRuleRequest : AmazonEventBridgeRequest
{
    public string EventBusName { get; set; }
    public bool? Force { get; set; }
    public string Name { get; set; }
}

public class DeleteRuleResponse : AmazonWebServiceResponse;

namespace Amazon.EventBridge.Model;

public class ConnectionApiKeyAuthResponseParameters
{
    public string ApiKeyName { get; set; }
}

public class ConnectionAuthResponseParameters
{
    public ConnectionApiKeyAuthResponseParameters ApiKeyAuthParameters { get; set; }
    public ConnectionBasicAuthResponseParameters BasicAuthParameters { get; set; }
    public DescribeConnectionConnectivityParameters ConnectivityParameters { get; set; }
    public ConnectionHttpParameters InvocationHttpParameters { get; set; }
    public ConnectionOAuthResponseParameters OAuthParameters { get; set; }
}

public class ConnectionBasicAuthResponseParameters
{
    public string Username { get; set; }
}

public class ConnectionBodyParameter
{
    public bool? IsValueSecret { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}

public class ConnectionHeaderParameter
{
    public bool? IsValueSecret { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}

public class ConnectionHttpParameters
{
    public List<ConnectionBodyParameter> BodyParameters { get; set; }
    public List<ConnectionHeaderParameter> HeaderParameters { get; set; }
    public List<ConnectionQueryStringParameter> QueryStringParameters { get; set; }
}

public class ConnectionOAuthClientResponseParameters
{
    public string ClientID { get; set; }
}

public class ConnectionOAuthResponseParameters
{
    public string AuthorizationEndpoint { get; set; }
    public ConnectionOAuthClientResponseParameters ClientParameters { get; set; }
    public ConnectionOAuthHttpMethod HttpMethod { get; set; }
    public ConnectionHttpParameters OAuthHttpParameters { get; set; }
}

public class ConnectionQueryStringParameter
{
    public bool? IsValueSecret { get; set; }
    public string Key { get; set; }
    public string Value { get; set; }
}

public class CreateConnectionApiKeyAuthRequestParameters
{
    public string ApiKeyName { get; set; }
    public string ApiKeyValue { get; set; }
}

public class CreateConnectionAuthRequestParameters
{
    public CreateConnectionApiKeyAuthRequestParameters ApiKeyAuthParameters { get; set; }
    public CreateConnectionBasicAuthRequestParameters BasicAuthParameters { get; set; }
    public ConnectivityResourceParameters ConnectivityParameters { get; set; }
    public ConnectionHttpParameters InvocationHttpParameters { get; set; }
    public CreateConnectionOAuthRequestParameters OAuthParameters { get; set; }
}

public class CreateConnectionBasicAuthRequestParameters
{
    public string Password { get; set; }
    public string Username { get; set; }
}

public class CreateConnectionOAuthClientRequestParameters
{
    public string ClientID { get; set; }
    public string ClientSecret { get; set; }
}

public class CreateConnectionOAuthRequestParameters
{
    public string AuthorizationEndpoint { get; set; }
    public CreateConnectionOAuthClientRequestParameters ClientParameters { get; set; }
    public ConnectionOAuthHttpMethod HttpMethod { get; set; }
    public ConnectionHttpParameters OAuthHttpParameters { get; set; }
}

public class DescribeConnectionConnectivityParameters
{
    public DescribeConnectionResourceParameters ResourceParameters { get; set; }
}

public class DescribeConnectionResourceParameters
{
    public string ResourceAssociationArn { get; set; }
    public string ResourceConfigurationArn { get; set; }
}

public class UpdateConnectionApiKeyAuthRequestParameters
{
    public string ApiKeyName { get; set; }
    public string ApiKeyValue { get; set; }
}

public class UpdateConnectionAuthRequestParameters
{
    public UpdateConnectionApiKeyAuthRequestParameters ApiKeyAuthParameters { get; set; }
    public UpdateConnectionBasicAuthRequestParameters BasicAuthParameters { get; set; }
    public ConnectivityResourceParameters ConnectivityParameters { get; set; }
    public ConnectionHttpParameters InvocationHttpParameters { get; set; }
    public UpdateConnectionOAuthRequestParameters OAuthParameters { get; set; }
}

public class UpdateConnectionBasicAuthRequestParameters
{
    public string Password { get; set; }
    public string Username { get; set; }
}

public class UpdateConnectionOAuthClientRequestParameters
{
    public string ClientID { get; set; }
    public string ClientSecret { get; set; }
}

public class UpdateConnectionOAuthRequestParameters
{
    public string AuthorizationEndpoint { get; set; }
    public UpdateConnectionOAuthClientRequestParameters ClientParameters { get; set; }
    public ConnectionOAuthHttpMethod HttpMethod { get; set; }
    public ConnectionHttpParameters OAuthHttpParameters { get; set; }
}

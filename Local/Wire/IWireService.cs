using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Wire;

/// <summary>
/// An AWS service that speaks the JSON protocol: POST / with <c>X-Amz-Target: &lt;prefix&gt;.&lt;Operation&gt;</c>.
/// </summary>
public interface IWireService
{
    /// <summary>E.g. <c>AWSCognitoIdentityProviderService</c>.</summary>
    string TargetPrefix { get; }

    /// <summary>Answers the request, errors included: an unknown operation is 400 with <c>__type</c> <c>UnknownOperationException</c>.</summary>
    Task HandleAsync(string operation, HttpContext http);
}

/// <summary>Paths of its own on the shared port, e.g. <c>/graphql</c>.</summary>
public interface IHttpRoutes
{
    /// <summary>Answers the request if it is one of this service's; false leaves it to the others.</summary>
    ValueTask<bool> TryHandleAsync(HttpContext http);
}

namespace Amazon.Lambda.Core;

/// <summary>The identity-pool identity of the invoker; its members are null unless a mobile SDK invoked the function.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }
    string IdentityPoolId { get; }
}

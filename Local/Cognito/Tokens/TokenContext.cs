using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Tokens;

/// <summary>For whom, through which client and out of which sign-in tokens are made.</summary>
/// <param name="TriggerSource">What asks, in the words of the pre-token-generation trigger.</param>
internal sealed record TokenContext(
    UserPool Pool, PoolClient Client, User User, RefreshGrant Grant, string TriggerSource, IReadOnlyDictionary<string, string> ClientMetadata);

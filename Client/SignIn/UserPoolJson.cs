using System.Text.Json.Serialization;

namespace EventChat.Client;

internal sealed record InitiateAuthRequest(string AuthFlow, string ClientId, Dictionary<string, string> AuthParameters);

internal sealed record RespondToAuthChallengeRequest(
    string ChallengeName, string ClientId, string? Session, Dictionary<string, string> ChallengeResponses);

internal sealed record GetTokensFromRefreshTokenRequest(string ClientId, string RefreshToken);

internal sealed record RevokeTokenRequest(string ClientId, string Token);

internal sealed record GlobalSignOutRequest(string AccessToken);

internal sealed record SignUpRequest(string ClientId, string Username, string Password, IReadOnlyList<UserAttribute> UserAttributes);

internal sealed record ConfirmSignUpRequest(string ClientId, string Username, string ConfirmationCode);

internal sealed record UserAttribute(string Name, string Value);

internal sealed record AuthenticationResult(string AccessToken, string IdToken, string? RefreshToken, int ExpiresIn);

internal sealed record AuthResponse(
    string? ChallengeName, Dictionary<string, string>? ChallengeParameters, string? Session, AuthenticationResult? AuthenticationResult);

/// <summary>The body of a refusal; its type may come as <c>prefix#Type</c>, the message with either case.</summary>
internal sealed record UserPoolError(
    [property: JsonPropertyName("__type")] string? Type,
    [property: JsonPropertyName("message")] string? Message);

internal sealed record SignUpResponse(bool UserConfirmed, string UserSub);

/// <summary>Cognito's JSON: Pascal case, absent members are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InitiateAuthRequest))]
[JsonSerializable(typeof(RespondToAuthChallengeRequest))]
[JsonSerializable(typeof(GetTokensFromRefreshTokenRequest))]
[JsonSerializable(typeof(RevokeTokenRequest))]
[JsonSerializable(typeof(GlobalSignOutRequest))]
[JsonSerializable(typeof(SignUpRequest))]
[JsonSerializable(typeof(ConfirmSignUpRequest))]
[JsonSerializable(typeof(AuthResponse))]
[JsonSerializable(typeof(SignUpResponse))]
[JsonSerializable(typeof(UserPoolError))]
internal sealed partial class UserPoolJson : JsonSerializerContext;

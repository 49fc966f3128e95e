using System.Globalization;
using EventChat.Local.Wire;

namespace EventChat.Local.Cognito;

/// <summary>An error of the API as it goes over the wire: HTTP 400 with this type and text.</summary>
internal sealed class CognitoException(string type, string message) : WireException(type, message)
{
    public static CognitoException NotAuthorized(string message) => new("NotAuthorizedException", message);

    public static CognitoException InvalidParameter(string message) => new("InvalidParameterException", message);

    public static CognitoException NotFound(string message) => new("ResourceNotFoundException", message);

    public static CognitoException WrongCredentials() => NotAuthorized("Incorrect username or password.");

    public static CognitoException UserNotFound() => new("UserNotFoundException", "User does not exist.");

    public static CognitoException UserDisabled() => NotAuthorized("User is disabled.");

    public static CognitoException UserNotConfirmed() => new("UserNotConfirmedException", "User is not confirmed.");

    public static CognitoException PasswordResetRequired() => new("PasswordResetRequiredException", "Password reset required for the user");

    public static CognitoException CodeMismatch() => new("CodeMismatchException", "Invalid verification code provided, please try again.");

    public static CognitoException CodeExpired() => new("ExpiredCodeException", "Invalid code provided, please request a code again.");

    public static CognitoException TooManyAttempts() => new("LimitExceededException", "Attempt limit exceeded, please try after some time.");

    public static CognitoException AliasExists(string attribute) =>
        new("AliasExistsException", $"An account with the {attribute.Replace('_', ' ')} already exists.");

    public static CognitoException Constraint(string member, string constraint) => InvalidParameter(string.Create(
        CultureInfo.InvariantCulture, $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}"));
}

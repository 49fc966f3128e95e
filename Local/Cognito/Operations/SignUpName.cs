using EventChat.Local.Cognito.Pools;
using EventChat.Local.Cognito.Tokens;

namespace EventChat.Local.Cognito.Operations;

/// <summary>What somebody who signs up will be called.</summary>
/// <param name="Username">The given name; the sub, where the pool's users sign in by e-mail or telephone.</param>
/// <param name="Alias"><c>email</c> or <c>phone number</c> when that is what was given for a name.</param>
internal sealed record SignUpName(string Sub, string Username, IReadOnlyDictionary<string, string> Attributes, string? Alias)
{
    public static SignUpName Read(PoolSettings settings, string given, IReadOnlyDictionary<string, string> attributes)
    {
        var sub = TokenIssuer.NewId();
        if (settings.UsernameAttributes.Count == 0)
        {
            if (settings.AliasAttributes.Contains("email") && AttributeRules.IsEmail(given))
                throw CognitoException.InvalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
            if (settings.AliasAttributes.Contains("phone_number") && AttributeRules.IsPhoneNumber(given))
                throw CognitoException.InvalidParameter("Username cannot be of phone number format, since user pool is configured for phone number alias.");
            return new(sub, settings.Fold(given), attributes, null);
        }
        var attribute = settings.UsernameAttributes.FirstOrDefault(a => a == "email" ? AttributeRules.IsEmail(given) : AttributeRules.IsPhoneNumber(given))
            ?? throw CognitoException.InvalidParameter(settings.UsernameAttributes switch
            {
                ["email"] => "Username should be an email.",
                ["phone_number"] => "Username should be a phone number.",
                _ => "Username should be either an email or a phone number.",
            });
        var named = new Dictionary<string, string>(attributes, StringComparer.Ordinal) { [attribute] = given };
        return new(sub, sub, named, attribute.Replace('_', ' '));
    }
}

using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Stack;

namespace EventChat.Local.Cognito.Pools;

internal enum MfaMode { Off, Optional, On }

/// <summary>How a pool was declared: <c>aws:cognito/userPool:UserPool</c>.</summary>
internal sealed record PoolSettings
{
    public required string Name { get; init; }

    public IReadOnlyList<string> UsernameAttributes { get; init; } = [];

    public IReadOnlyList<string> AliasAttributes { get; init; } = [];

    public IReadOnlyList<string> AutoVerified { get; init; } = [];

    /// <summary>Addresses that stay the old ones until the new one is verified.</summary>
    public IReadOnlyList<string> VerifiedBeforeUpdate { get; init; } = [];

    /// <summary>Cognito's default is true, also where the console proposes false.</summary>
    public bool CaseSensitive { get; init; } = true;

    public MfaMode Mfa { get; init; }

    public bool AdminCreateUserOnly { get; init; }

    public PasswordPolicy Passwords { get; init; } = PasswordPolicy.Default;

    public AttributeSchema Schema { get; init; } = AttributeSchema.Standard;

    /// <summary>Where a forgotten password's code goes, in this order; empty when only an administrator may reset.</summary>
    public IReadOnlyList<string> Recovery { get; init; } = ["phone_number", "email"];

    public TriggerFunctions Triggers { get; init; } = new();

    public MessageTemplates Messages { get; init; } = new();

    /// <summary>As on AWS: region, underscore, nine letters or digits; the same for the same name, so it survives a restart.</summary>
    public string Id => $"{LocalAddress.Region}_{ShortId(Name)}";

    /// <summary>What SRP mixes into the password: the id without its region.</summary>
    public string SrpName => ShortId(Name);

    public string Arn => LocalAddress.Arn("cognito-idp", $"userpool/{Id}");

    /// <summary>The form in which names are compared.</summary>
    public string Fold(string name) => CaseSensitive ? name : name.ToLowerInvariant();

    /// <summary>
    /// Names besides the user name that the user signs in with: the declared username attributes at once, an alias
    /// once its owner is verified.
    /// </summary>
    public IEnumerable<(string Attribute, string Value)> AliasesOf(User user) =>
        from attribute in UsernameAttributes.Concat(AliasAttributes)
        let value = user[attribute]
        where value is not null
            && (UsernameAttributes.Contains(attribute) || attribute == "preferred_username" || user.IsVerified(attribute))
        select (attribute, value);

    private static string ShortId(string name)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        return string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes("user pool " + name)).Take(9).Select(b => letters[b % letters.Length]));
    }
}

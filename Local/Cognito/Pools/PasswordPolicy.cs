using System.Security.Cryptography;

namespace EventChat.Local.Cognito.Pools;

/// <param name="MinimumLength">Characters, 6 to 99.</param>
/// <param name="TemporaryValidity">How long a password that an administrator gave works.</param>
internal sealed record PasswordPolicy(
    int MinimumLength, bool Uppercase, bool Lowercase, bool Numbers, bool Symbols, TimeSpan TemporaryValidity)
{
    /// <summary>The characters that Cognito counts as symbols; a space counts inside a password only.</summary>
    private const string SymbolCharacters = "^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+=";

    /// <summary>Of a pool that declares none.</summary>
    public static readonly PasswordPolicy Default = new(8, true, true, true, true, TimeSpan.FromDays(7));

    public static PasswordPolicy Read(DeclaredInputs? block)
    {
        if (block is null) return Default;
        block.Only("passwordHistorySize", "0");
        var policy = new PasswordPolicy(
            block.Number("minimumLength") ?? Default.MinimumLength,
            block.Flag("requireUppercase") ?? false, block.Flag("requireLowercase") ?? false,
            block.Flag("requireNumbers") ?? false, block.Flag("requireSymbols") ?? false,
            TimeSpan.FromDays(block.Number("temporaryPasswordValidityDays") ?? Default.TemporaryValidity.TotalDays));
        block.Done();
        return policy;
    }

    /// <exception cref="CognitoException">InvalidPasswordException, with Cognito's text.</exception>
    public void Check(string password)
    {
        if (password.Length > 256) throw CognitoException.Constraint("password", "Member must have length less than or equal to 256");
        if (password.Length < MinimumLength) throw Violated("Password not long enough");
        if (Lowercase && !password.Any(char.IsLower)) throw Violated("Password must have lowercase characters");
        if (Uppercase && !password.Any(char.IsUpper)) throw Violated("Password must have uppercase characters");
        if (Numbers && !password.Any(char.IsDigit)) throw Violated("Password must have numeric characters");
        if (Symbols && !password.Trim().Any(c => c == ' ' || SymbolCharacters.Contains(c, StringComparison.Ordinal)))
            throw Violated("Password must have symbol characters");
    }

    /// <summary>A temporary password that any policy accepts.</summary>
    public string Generate() => "aA1!" + RandomNumberGenerator.GetString(
        "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", Math.Max(MinimumLength, 8));

    private static CognitoException Violated(string rule) =>
        new("InvalidPasswordException", $"Password did not conform with policy: {rule}");
}

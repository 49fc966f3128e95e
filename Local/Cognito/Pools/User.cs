using System.Collections.Immutable;
using EventChat.Local.Cognito.Srp;

namespace EventChat.Local.Cognito.Pools;

internal enum UserStatus
{
    Unconfirmed,
    Confirmed,
    /// <summary>An administrator reset the password: sign-in needs a new one, by code.</summary>
    ResetRequired,
    /// <summary>Holds a temporary password.</summary>
    ForceChangePassword,
}

/// <summary>One user as stored. Immutable: an operation reads one, and hands a change to <see cref="UserDirectory.Update"/>.</summary>
/// <param name="Attributes">All but <c>sub</c>, as text, <c>custom:</c> included.</param>
internal sealed record User(string Sub, string Username, DateTimeOffset CreatedAt, ImmutableSortedDictionary<string, string> Attributes)
{
    public DateTimeOffset ModifiedAt { get; init; } = CreatedAt;

    public UserStatus Status { get; init; } = UserStatus.Unconfirmed;

    public bool Enabled { get; init; } = true;

    public SrpCredential? Password { get; init; }

    /// <summary>When a temporary password stops working; null for one that the user chose.</summary>
    public DateTimeOffset? TemporaryUntil { get; init; }

    public ImmutableSortedSet<string> Groups { get; init; } = [];

    public ImmutableList<PendingCode> Codes { get; init; } = [];

    public ImmutableList<RefreshGrant> Grants { get; init; } = [];

    public SoftwareToken? SoftwareToken { get; init; }

    /// <summary>Base32; associated, and not yet proved by a first code.</summary>
    public string? PendingSecret { get; init; }

    public SignInFailures Failures { get; init; } = SignInFailures.None;

    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public bool IsVerified(string attribute) => this[attribute + "_verified"] == "true";

    public User With(string attribute, string value) => this with { Attributes = Attributes.SetItem(attribute, value) };

    /// <summary>Every refresh token ends, and with it every access token that came from one.</summary>
    public User SignedOut() => this with { Grants = [.. Grants.Select(g => g with { Revoked = true })] };
}

/// <summary>A time-based one-time password generator (RFC 6238) that has proved itself by a first code.</summary>
/// <param name="Secret">Base32.</param>
/// <param name="Enabled">Asked for at sign-in.</param>
/// <param name="LastStep">The 30-second step of the last accepted code: a code works once.</param>
internal sealed record SoftwareToken(string Secret, bool Enabled, bool Preferred, long LastStep);

internal enum CodePurpose { SignUp, ForgotPassword, Email, PhoneNumber }

/// <param name="Attribute">The attribute whose owner got it: using the code verifies it.</param>
/// <param name="NewValue">The value that the attribute takes by the code's use; null: it has it.</param>
internal sealed record PendingCode(CodePurpose Purpose, string Code, string Attribute, DateTimeOffset ExpiresAt, string? NewValue = null);

/// <summary>One sign-in, held by a refresh token of which only the hash is stored.</summary>
/// <param name="TokenHash">SHA-256, hexadecimal.</param>
/// <param name="OriginJti">Carried by every token that comes from this sign-in.</param>
/// <param name="RotatedAt">When a newer token took its place.</param>
internal sealed record RefreshGrant(
    string TokenHash, string ClientId, string OriginJti, string EventId, DateTimeOffset AuthTime, DateTimeOffset ExpiresAt,
    bool Revoked = false, DateTimeOffset? RotatedAt = null);

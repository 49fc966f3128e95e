using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>What a user pool gives for a sign-in. Secrets: kept in memory, or in a file that only its owner can read.</summary>
/// <param name="ExpiresAt">Of the access and id tokens.</param>
/// <param name="Lifetime">Of the access token, from issue to expiry.</param>
public sealed record Tokens(string Access, string Id, string Refresh, DateTimeOffset ExpiresAt, TimeSpan Lifetime)
{
    /// <summary>The <c>sub</c> claim. Not verified here: the service does that, with every request.</summary>
    public UserId UserId() => Contracts.UserId.TryParse(Claim("sub"), out var id)
        ? id
        : throw new ChatProtocolException("The access token has no sub claim.");

    public string? UserName() => Claim("username");

    public override string ToString() => $"Tokens(until {ExpiresAt:O})";

    private string? Claim(string name)
    {
        var parts = Access.Split('.');
        if (parts.Length != 3) throw new ChatProtocolException("The access token is not a JWT.");
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(parts[1])));
        return payload.RootElement.TryGetProperty(name, out var claim) ? claim.GetString() : null;
    }
}

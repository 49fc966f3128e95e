using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace EventChat.Local.Ses;

/// <summary>An address as mails carry it: <c>ann@example.com</c> or <c>"Ann" &lt;ann@example.com&gt;</c>.</summary>
internal static class EmailAddress
{
    /// <summary>Characters of an address, its name included.</summary>
    private const int Longest = 320;

    /// <summary>The bare address.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text.Length is 0 or > Longest || text.AsSpan().IndexOfAny('\r', '\n') >= 0 || !MailAddress.TryCreate(text, out var mail)) return false;
        address = mail.Address;
        // One line in a header: SES takes no other addresses, and no local parts beyond ASCII.
        return address.All(char.IsAscii);
    }

    public static string Read(string text) => TryRead(text, out var address) ? address
        : throw SesException.BadRequest(text.Contains('@', StringComparison.Ordinal) ? $"Invalid email address: {text}" : "Missing final '@domain'");
}

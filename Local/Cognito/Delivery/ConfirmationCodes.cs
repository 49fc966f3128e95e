using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Delivery;

/// <summary>Six-digit codes that prove that a user reads an address.</summary>
internal sealed class ConfirmationCodes(ICodeDelivery delivery, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private static readonly TimeSpan PasswordLife = TimeSpan.FromHours(1);

    /// <summary>Makes a code in the place of an earlier one for the same purpose, and delivers it.</summary>
    /// <returns>The <c>CodeDeliveryDetails</c> of the API.</returns>
    /// <param name="newValue">The address to prove, where it is not yet the user's.</param>
    public JsonObject Send(UserPool pool, User user, CodePurpose purpose, string attribute, string? newValue = null)
    {
        var life = purpose is CodePurpose.ForgotPassword ? PasswordLife : Life;
        var code = new PendingCode(purpose, RandomNumberGenerator.GetString("0123456789", 6), attribute, clock.GetUtcNow() + life, newValue);
        user = pool.Users.Update(user.Sub, u => u with { Codes = u.Codes.RemoveAll(c => c.Purpose == purpose).Add(code) });
        var name = purpose is CodePurpose.Email or CodePurpose.PhoneNumber ? "VerifyAttribute" : purpose.ToString();
        var address = newValue ?? user[attribute] ?? "";
        Deliver(pool, user, name, attribute, address, pool.Settings.Messages.Render(code.Code, user.Username), code.Code);
        return Details(attribute, address);
    }

    public void Invite(UserPool pool, User user, string attribute, string password) =>
        Deliver(pool, user, "Invitation", attribute, user[attribute] ?? "", $"Your username is {user.Username} and temporary password is {password}.", password);

    /// <summary>The user without the code, which can not be used twice.</summary>
    /// <exception cref="CognitoException">Another code, or one too old.</exception>
    public (User User, PendingCode Code) Use(User user, CodePurpose purpose, string given)
    {
        var code = user.Codes.Find(c => c.Purpose == purpose) ?? throw CognitoException.CodeExpired();
        if (code.ExpiresAt <= clock.GetUtcNow()) throw CognitoException.CodeExpired();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code.Code), Encoding.UTF8.GetBytes(given)))
            throw CognitoException.CodeMismatch();
        return (user with { Codes = user.Codes.Remove(code) }, code);
    }

    public static JsonObject Details(string attribute, string address) => new()
    {
        ["AttributeName"] = attribute,
        ["DeliveryMedium"] = MediumOf(attribute),
        ["Destination"] = Masked(attribute, address),
    };

    /// <summary><c>a***@e***</c> and <c>+*******4567</c>, as Cognito shows addresses.</summary>
    private static string Masked(string attribute, string address)
    {
        if (attribute == "phone_number") return "+" + new string('*', Math.Max(address.Length - 5, 0)) + address[Math.Max(address.Length - 4, 0)..];
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < address.Length - 1 ? $"{address[0]}***@{address[at + 1]}***" : "***";
    }

    private static string MediumOf(string attribute) => attribute == "phone_number" ? "SMS" : "EMAIL";

    private void Deliver(UserPool pool, User user, string purpose, string attribute, string address, string text, string secret) => delivery.Deliver(new(
        clock.GetUtcNow(), pool.Id, user.Username, purpose, MediumOf(attribute), address, pool.Settings.Messages.Subject, text, secret));
}

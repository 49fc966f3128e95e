using System.Security.Cryptography;
using System.Text;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A confirmed sign-up makes the user known: to others by name, to commands as somebody who can be added.</summary>
/// <param name="Email">Verified; null if there is none. In no event.</param>
public sealed record RegisterUser(UserId User, string SignInName, string DisplayName, string? Email = null)
{
    /// <summary>Derived from the user, so that a trigger delivered twice registers once.</summary>
    public CommandId Id => CommandId.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"user.registered|{User.Value}")).AsSpan(0, 16));

    public Decision Decide(string? known) => known is not null
        ? new Decision.Nothing()
        : new Decision.Write(
            GroupVersion: 0,
            [new ChatEvent.UserRegistered(SignInName, DisplayName)],
            [new StateWrite.PutUser(User, DisplayName, Email), new StateWrite.TakeName(SignInName.ToLowerInvariant(), User)]);
}

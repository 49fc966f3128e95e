using System.Collections.Concurrent;

namespace EventChat.Local.Cognito.Delivery;

/// <summary>
/// Cognito's quotas per user and hour on what a guesser would repeat (Quotas in Amazon Cognito: "operation-specific").
/// In memory: a restart forgives.
/// </summary>
internal sealed class AttemptLimiter(TimeProvider clock)
{
    /// <summary>Codes sent for one purpose: ResendConfirmationCode and GetUserAttributeVerificationCode.</summary>
    public const int CodesSent = 5;

    /// <summary>ForgotPassword and ConfirmForgotPassword; AWS says 5 to 20, depending on the risk it sees.</summary>
    public const int ForgottenPasswords = 10;

    /// <summary>ConfirmSignUp and VerifyUserAttribute.</summary>
    public const int CodesTried = 15;

    /// <summary>ChangePassword.</summary>
    public const int PasswordChanges = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Sub, string Action), Queue<DateTimeOffset>> _attempts = new();

    /// <exception cref="CognitoException">LimitExceeded: one more than the hour allows.</exception>
    public void Count(string sub, string action, int perHour)
    {
        var now = clock.GetUtcNow();
        var attempts = _attempts.GetOrAdd((sub, action), _ => new());
        lock (attempts)
        {
            while (attempts.TryPeek(out var oldest) && now - oldest >= Window) attempts.Dequeue();
            if (attempts.Count >= perHour) throw CognitoException.TooManyAttempts();
            attempts.Enqueue(now);
        }
    }
}

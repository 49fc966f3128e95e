using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.SignIn;

/// <summary>Counts wrong passwords and codes, and locks out whoever gives too many.</summary>
internal sealed class SignInGuard(TimeProvider clock)
{
    public void CheckLockout(User user)
    {
        if (user.Failures.IsLockedOut(clock.GetUtcNow())) throw CognitoException.NotAuthorized("Password attempts exceeded");
    }

    public CognitoException Failed(UserPool pool, User user)
    {
        Count(pool, user);
        return CognitoException.WrongCredentials();
    }

    public void Count(UserPool pool, User user) =>
        pool.Users.Update(user.Sub, u => u with { Failures = u.Failures.Next(clock.GetUtcNow()) });
}

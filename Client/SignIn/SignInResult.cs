namespace EventChat.Client;

public enum SignInRefusal
{
    /// <summary>No such user, wrong password, or disabled: the pool does not say which.</summary>
    NotAuthorized,
    UserNotConfirmed,
    PasswordResetRequired,
    /// <summary>The one-time code is wrong.</summary>
    CodeMismatch,
    /// <summary>The challenge was not answered in time: sign in again.</summary>
    Expired,
    /// <summary>The new password does not meet the pool's policy, or a parameter is malformed.</summary>
    InvalidParameter,
    TooManyAttempts,
    /// <summary>The pool asks for something this client can not answer (SMS, device, custom challenge).</summary>
    UnsupportedChallenge,
    /// <summary>The pool refused for a reason this client has no name for.</summary>
    Other,
}

public enum SignInFlow
{
    /// <summary>Secure Remote Password: the password never leaves this process.</summary>
    Srp,
    /// <summary>The password travels to the pool, inside TLS. For pools that import users by a migration trigger.</summary>
    Password,
}

/// <summary>How far a sign-in has come.</summary>
public abstract record SignInResult
{
    private SignInResult() { }

    public sealed record SignedIn(Tokens Tokens) : SignInResult;

    /// <summary>The user was created with a temporary password; go on with <see cref="UserPool.SetNewPasswordAsync"/>.</summary>
    public sealed record NewPasswordRequired(string UserName, string? Session) : SignInResult;

    /// <summary>Go on with <see cref="UserPool.EnterCodeAsync"/>: the six digits of the authenticator.</summary>
    public sealed record SoftwareTokenRequired(string UserName, string? Session) : SignInResult;

    public sealed record Refused(SignInRefusal Reason, string Message) : SignInResult;
}

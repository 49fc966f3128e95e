using System.Diagnostics;

namespace EventChat.Local.Cognito.Pools;

internal static class StatusText
{
    public static string Of(UserStatus status) => status switch
    {
        UserStatus.Unconfirmed => "UNCONFIRMED",
        UserStatus.Confirmed => "CONFIRMED",
        UserStatus.ResetRequired => "RESET_REQUIRED",
        UserStatus.ForceChangePassword => "FORCE_CHANGE_PASSWORD",
        _ => throw new UnreachableException(),
    };
}

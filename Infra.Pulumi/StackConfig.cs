using EventChat.Infra.Functions;
using EventChat.Infra.Identity;
using EventChat.Infra.Watch;
using EventChat.Infra.Workflows;
using Pulumi;

namespace EventChat.Infra;

/// <summary>Whether users protect their account with a one-time password.</summary>
internal enum MfaMode
{
    Off,
    Optional,
    Required,
}

/// <summary>Whose key encrypts the tables.</summary>
internal enum DataKeyOwner
{
    /// <summary>DynamoDB's own: no cost, no audit trail.</summary>
    Aws,
    /// <summary>A key of this account: $1 a month, each use in CloudTrail, and revoking it locks the data.</summary>
    Customer,
}

/// <summary>What may differ from stage to stage. Every value has a default, and the default is the careful one.</summary>
/// <param name="DeletionProtection"><c>deletionProtection</c>, true: tables and user pool can not be deleted, by Pulumi or by hand.</param>
/// <param name="LogRetentionDays"><c>logRetentionDays</c>, 30: a period that CloudWatch Logs offers.</param>
/// <param name="Mfa"><c>mfa</c>, optional: <c>off</c>, <c>optional</c> or <c>required</c>.</param>
/// <param name="DataKey"><c>dataKey</c>, aws: <c>aws</c> or <c>customer</c>.</param>
/// <param name="SelfSignUp"><c>selfSignUp</c>, true: anybody may make an account; false: an administrator makes them.</param>
/// <param name="WebHosting"><c>webHosting</c>, false: the page of <c>Web/dist</c> is served by CloudFront.</param>
internal sealed record StackConfig(
    bool DeletionProtection, int LogRetentionDays, MfaMode Mfa, DataKeyOwner DataKey, bool SelfSignUp, bool WebHosting, SignInConfig SignIn, WorkflowConfig Workflows, WatchConfig Watch, Packages Packages)
{
    /// <summary>Days that PutRetentionPolicy accepts.</summary>
    private static readonly int[] RetentionDays =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <exception cref="RunException">A value is not one of those allowed; the message names the key and what it may be.</exception>
    public static StackConfig Read(Config config, Packages packages) => new(
        config.GetBoolean("deletionProtection") ?? true,
        ReadRetention(config),
        ReadWord(config, "mfa", MfaMode.Optional),
        ReadWord(config, "dataKey", DataKeyOwner.Aws),
        config.GetBoolean("selfSignUp") ?? true,
        config.GetBoolean("webHosting") ?? false,
        SignInConfig.Read(config),
        WorkflowConfig.Read(config),
        WatchConfig.Read(config),
        packages);

    private static int ReadRetention(Config config)
    {
        var days = config.GetInt32("logRetentionDays") ?? 30;
        return RetentionDays.Contains(days)
            ? days
            : throw new RunException($"Configuration 'logRetentionDays' is {days}; CloudWatch Logs keeps for {string.Join(", ", RetentionDays)} days.");
    }

    internal static T ReadWord<T>(Config config, string key, T otherwise) where T : struct, Enum
    {
        if (config.Get(key) is not { } word) return otherwise;
        var words = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        return Array.IndexOf(words, word) is >= 0 and var index
            ? Enum.GetValues<T>()[index]
            : throw new RunException($"Configuration '{key}' is '{word}'; it is one of {string.Join(", ", words)}.");
    }
}

using System.Globalization;
using System.Net;
using Pulumi;

namespace EventChat.Infra.Workflows;

/// <summary>Your own server as a reader of the integration events.</summary>
/// <param name="Url"><c>integrationWebhookUrl</c>: https; http only reaches a local stack.</param>
/// <param name="Key"><c>integrationWebhookKey</c>, a secret: sent as the header <c>x-api-key</c>.</param>
internal sealed record IntegrationWebhook(string Url, Output<string> Key);

/// <summary>What of the workflows may differ from stage to stage. Every value has a default.</summary>
/// <param name="ArchiveDays"><c>archiveDays</c>, 30: days for which integration events can be replayed.</param>
/// <param name="IntegrationBodies"><c>integrationBodies</c>, false: whether integration events carry the text of messages.</param>
/// <param name="Webhook">Null unless <c>integrationWebhookUrl</c> is set.</param>
/// <param name="LanguageRate"><c>languageRate</c>, 0.01: share of messages whose language is asked for; at 1 it costs $300 per million messages.</param>
/// <param name="SentimentRate"><c>sentimentRate</c>, 0.01: share of messages whose sentiment is asked for, at the same price.</param>
/// <param name="MailFrom"><c>mailFrom</c>, noreply@example.com: the sender of mails. SES asks its owner before the first one leaves.</param>
/// <param name="PageUrl"><c>pageUrl</c>, where webHosting serves the page, or else https://chat.example.com: what links in mails begin with.</param>
/// <param name="ModerationConcurrency">
/// <c>moderationConcurrency</c>, 10: instances of the moderation function at most. 0 reserves none, for an account whose own limit leaves nothing to reserve.
/// </param>
/// <param name="WebhookNetworks">
/// <c>webhookAllowedNetworks</c>, none: networks besides the public internet that users' webhooks may lead to, in CIDR notation, separated by commas.
/// </param>
/// <param name="WebhookAuthority"><c>webhookTrustedAuthority</c>, none: certificate (PEM) of an authority that such targets may be signed by.</param>
/// <param name="AlarmMail"><c>alarmMail</c>, nobody: an address that alarms are mailed to, once it has confirmed.</param>
internal sealed record WorkflowConfig(
    int ArchiveDays, bool IntegrationBodies, IntegrationWebhook? Webhook, decimal LanguageRate, decimal SentimentRate,
    string MailFrom, string? PageUrl, int ModerationConcurrency, string? WebhookNetworks, string? WebhookAuthority, string? AlarmMail)
{
    /// <exception cref="RunException">A value is not one of those allowed; the message names the key and what it may be.</exception>
    public static WorkflowConfig Read(Config config) => new(
        ReadWhole(config, "archiveDays", otherwise: 30, least: 1, most: 3_650),
        config.GetBoolean("integrationBodies") ?? false,
        ReadWebhook(config),
        ReadShare(config, "languageRate"),
        ReadShare(config, "sentimentRate"),
        ReadAddress(config, "mailFrom") ?? "noreply@example.com",
        ReadUrl(config, "pageUrl")?.TrimEnd('/'),
        ReadWhole(config, "moderationConcurrency", otherwise: 10, least: 0, most: 1_000),
        ReadNetworks(config, "webhookAllowedNetworks"),
        ReadCertificate(config, "webhookTrustedAuthority"),
        ReadAddress(config, "alarmMail"));

    private static int ReadWhole(Config config, string key, int otherwise, int least, int most)
    {
        var value = config.GetInt32(key) ?? otherwise;
        return value >= least && value <= most ? value : throw new RunException($"Configuration '{key}' is {value}; it is a number from {least} to {most}.");
    }

    private static decimal ReadShare(Config config, string key)
    {
        if (config.Get(key) is not { } text) return 0.01m;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw new RunException($"Configuration '{key}' is '{text}'; it is a share of the messages, from 0 to 1, as in 0.05.");
    }

    private static IntegrationWebhook? ReadWebhook(Config config)
    {
        var (url, key) = (ReadUrl(config, "integrationWebhookUrl"), config.GetSecret("integrationWebhookKey"));
        if (url is null) return null;
        if (key is null)
            throw new RunException("Configuration 'integrationWebhookUrl' is set but 'integrationWebhookKey' is not: the key by which the server knows the caller.");
        return new(url, key);
    }

    private static string? ReadNetworks(Config config, string key) =>
        config.Get(key) is not { Length: > 0 } text ? null
        : text.Split(',').All(network => IPNetwork.TryParse(network, out _)) ? text
        : throw new RunException($"Configuration '{key}' is '{text}'; it is a list of networks like 10.1.0.0/16,10.2.0.0/16.");

    private static string? ReadCertificate(Config config, string key) =>
        config.Get(key) is not { Length: > 0 } text ? null
        : text.StartsWith("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? text
        : throw new RunException($"Configuration '{key}' is no certificate; it begins with -----BEGIN CERTIFICATE-----.");

    private static string? ReadUrl(Config config, string key) =>
        config.Get(key) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.UserInfo.Length == 0 ? text
        : throw new RunException($"Configuration '{key}' is '{text}'; it is an address like https://chat.example.com.");

    private static string? ReadAddress(Config config, string key) =>
        config.Get(key) is not { } text ? null
        : text.Split('@') is [{ Length: > 0 }, { Length: > 0 } domain] && domain.Contains('.') && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '\\') ? text
        : throw new RunException($"Configuration '{key}' is '{text}'; it is a mail address like noreply@example.com.");
}

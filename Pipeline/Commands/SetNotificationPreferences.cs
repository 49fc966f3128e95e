using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventChat.Contracts;
using NodaTime;

namespace EventChat.Pipeline;

/// <summary>The whole of a user's preferences: what the input leaves out is at its default.</summary>
public sealed partial record SetNotificationPreferences(CommandId Id, NotificationPreferences Preferences)
{
    public static SetNotificationPreferences Parse(InputReader input)
    {
        var id = input.CommandId();
        var conversations = input.Objects("conversations", Limits.ConversationPreferences, "conversations",
            c => new ConversationPreference(c.ConversationId(), c.Enum<NotificationLevel>("level"), c.OptionalTime("mutedUntil")));
        if (conversations.DistinctBy(c => c.ConversationId).Count() != conversations.Count) input.Refuse<object>("conversations", "must name a conversation once.");
        var (quietFrom, quietTo) = (TimeOfDay(input, "quietFrom"), TimeOfDay(input, "quietTo"));
        if (quietFrom is null != quietTo is null) input.Refuse<object>(quietFrom is null ? "quietFrom" : "quietTo", "quiet hours have both bounds or none.");
        return new(id, new(
            input.OptionalEnum<NotificationLevel>("level"),
            conversations.Count > 0 ? conversations : null,
            Zone(input), quietFrom, quietTo,
            input.OptionalFlag("email") ?? false,
            TimeOfDay(input, "digestAt"), PushTarget(input), WebhookUrl(input), input.OptionalTime("snoozedUntil")));
    }

    /// <param name="known">The preferences' document; null if there is none.</param>
    /// <param name="secret">A fresh key for signatures, used where a webhook needs one.</param>
    public Decision Decide(PreferencesDocument? known, long seen, UserId user, string secret, DateTimeOffset now)
    {
        if (known is not null && Text(known.Preferences) == Text(Preferences)) return new Decision.Nothing();
        var due = DigestClock.NextDue(Preferences, now) is { } next ? DigestKey.DueText(next) : null;
        var document = new PreferencesDocument(
            Preferences,
            Preferences.WebhookUrl is null ? null : Host(known?.Preferences.WebhookUrl) == Host(Preferences.WebhookUrl) ? known!.WebhookSecret ?? secret : secret,
            due);
        List<StateWrite> writes =
            [new StateWrite.PutDocument(user.Log.Value, StateKeys.Preferences, JsonSerializer.Serialize(document, StateJson.Default.PreferencesDocument), seen)];
        if (known?.DigestDue != due)
        {
            if (known?.DigestDue is { } old) writes.Add(new StateWrite.RemoveDue(user, old));
            if (due is not null) writes.Add(new StateWrite.PutDue(user, due));
        }
        return new Decision.Write(GroupVersion: 0, [new ChatEvent.NotificationPreferencesChanged(Preferences)], writes);
    }

    private static string Text(NotificationPreferences preferences) => JsonSerializer.Serialize(preferences, Wire.Json.NotificationPreferences);

    private static string? Host(string? url) => url is null ? null : new Uri(url).Authority;

    private static string Zone(InputReader input)
    {
        var zone = input.OptionalLine("timeZone", 64) ?? NotificationPreferences.Default.TimeZone;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : input.Refuse<string>("timeZone", "must be an IANA name such as Europe/Berlin.") ?? zone;
    }

    private static string? TimeOfDay(InputReader input, string field)
    {
        if (input.OptionalLine(field, 5) is not { } text) return null;
        return QuietHours.Time(text) is not null ? text : input.Refuse<string>(field, "must be HH:mm.");
    }

    private static string? PushTarget(InputReader input)
    {
        if (input.OptionalLine("pushTarget", 256) is not { } arn) return null;
        return Endpoint().IsMatch(arn) ? arn : input.Refuse<string>("pushTarget", "must be the ARN of an SNS platform endpoint.");
    }

    /// <summary>What can be said without asking the name service; where a name leads is looked at when it is called.</summary>
    private static string? WebhookUrl(InputReader input)
    {
        if (input.OptionalLine("webhookUrl", 2_000) is not { } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0 || url.Host.Length == 0)
            return input.Refuse<string>("webhookUrl", "must be an https address without a user name.");
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !new PublicAddresses([]).Allow(address))
            return input.Refuse<string>("webhookUrl", "must lead to a public address.");
        return PublicAddresses.AllowPort(url.Port) ? text : input.Refuse<string>("webhookUrl", "must use port 443 or one from 1024 on.", 1_024, "port");
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:endpoint/[A-Za-z0-9_./-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();
}

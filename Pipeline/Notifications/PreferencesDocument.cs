using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A user's preferences as the state table keeps them.</summary>
/// <param name="WebhookSecret">Key of the calls' signatures, base64. In no event.</param>
/// <param name="DigestDue">When the next digest is due, as its item's key says it: see <see cref="StateKeys.Digest"/>. Null: none.</param>
public sealed record PreferencesDocument(NotificationPreferences Preferences, string? WebhookSecret = null, string? DigestDue = null);

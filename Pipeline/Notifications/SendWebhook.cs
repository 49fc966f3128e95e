using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>What a webhook is told.</summary>
/// <param name="Id">Also in the header <see cref="WebhookSignature.DeliveryHeader"/>: who has seen it may ignore the call.</param>
public sealed record WebhookBody(
    string Id, string Type, UserId UserId, NotificationKind Kind, ConversationId? ConversationId, long? Seq, int Count, UserId? FromId, string? FromName, string? ConversationTitle, string? Preview);

/// <summary>Task <c>webhook</c>: calls the user's webhook, with its address and secret as they are now. The state machine never sees them.</summary>
public sealed class SendWebhook(StateTable state, NotificationTable table, SegmentLog log, WebhookClient client)
{
    private readonly Deliveries _deliveries = new(table, state);

    /// <inheritdoc cref="WebhookClient.PostAsync"/>
    public async Task RunAsync(DeliveryRef delivery, CancellationToken cancel)
    {
        var (value, _) = await _deliveries.FindAsync(delivery.UserId, delivery.Key, cancel);
        var (preferences, _) = await state.DocumentAsync(delivery.UserId.Log.Value, StateKeys.Preferences, StateJson.Default.PreferencesDocument, cancel);
        if (value is null || preferences is not { Preferences.WebhookUrl: { } url, WebhookSecret: { } secret }) return;
        var facts = await new FactsReader(state, table, log, new Dictionary<long, string>()).ReadAsync(value.Notification, cancel);
        var id = CommandId.Derive("delivery", delivery.UserId.Value, delivery.Key, delivery.Channel).ToString();
        var e = value.Notification;
        var body = new WebhookBody(
            id, EventTypes.NameOf(e).Name, delivery.UserId, e.Kind, e.ConversationId, e.Seq, e.Count, e.From, facts.FromName, facts.Place, facts.Preview);
        await client.PostAsync(url, secret, id, JsonSerializer.SerializeToUtf8Bytes(body, NotificationWire.Json.WebhookBody), cancel);
    }
}

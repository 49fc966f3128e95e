using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;

namespace EventChat.Pipeline;

/// <summary>
/// Task <c>tell</c>: decides for each recipient of a batch, records who is told, and answers what is to be delivered. Asked again, by a repeated
/// execution or for the rest, it records nothing twice and answers what is not delivered yet.
/// </summary>
public sealed class TellBatch(NotificationTable table, StateTable state, SegmentLog log, CommandLoop loop, NotificationText text, TimeProvider time)
{
    /// <summary>Deliveries of one answer: 75 KB of mails, and at 20 s for a webhook that never answers, five at a time, 100 s of an execution.</summary>
    public const int DeliveriesPerAnswer = 25;

    /// <summary>Seconds after its start in which an execution begins with deliveries; the slowest then end within its 5 minutes.</summary>
    public const int PatienceSeconds = 120;

    /// <summary>Bytes of one answer's deliveries: beside 120 KB of messages they stay below a state's 256 KiB.</summary>
    private const int AnswerBytes = 90_000;

    /// <summary>Recipients at once: each is a transaction on logs of its own.</summary>
    private const int AtOnce = 16;

    private readonly Deliveries _deliveries = new(table, state);

    public async Task<TellAnswer> RunAsync(TellInput input, CancellationToken cancel)
    {
        if (time.GetUtcNow() - input.StartedAt > TimeSpan.FromSeconds(PatienceSeconds)) return new([], [], More: false, Again: true);
        var messages = input.Messages ?? [];
        var facts = new FactsReader(state, table, log, messages.Where(m => m.Preview is not null).ToDictionary(m => m.Seq, m => m.Preview!));
        if (input.Parked is { } parked) return await ParkedAsync(parked, input, facts, cancel);
        if (input.ConversationId is not { } id || messages.Count == 0) return new([], [], More: false, Again: false);

        var recipients = await table.RecipientsAsync(id, input.Recipients, cancel);
        if (await state.ConversationAsync(id, cancel) is not { } conversation) return new([], [], More: false, Again: false);
        var talk = new Talk(id, conversation.Members, await RecentMessages.ReadAsync(log, id, messages.Max(m => m.Seq), cancel));
        List<NewMessage> news = [.. messages.Select(m => new NewMessage(m.Seq, m.SenderId, m.Mentions ?? [], m.RepliedTo))];
        List<Recipient> open = [];
        foreach (var some in recipients.Chunk(AtOnce))
        {
            var told = await Task.WhenAll(some.Select(to => TellAsync(talk, to, news, input, cancel)));
            open.AddRange(some.Where((_, i) => told[i]));
        }
        return await AnswerAsync(id, open, news, input, facts, cancel);
    }

    /// <returns>Whether something may have to be delivered.</returns>
    private async Task<bool> TellAsync(Talk talk, Recipient to, List<NewMessage> news, TellInput input, CancellationToken cancel)
    {
        // Told of one of these before: by an earlier attempt, whose deliveries may be missing.
        var toldBefore = to.Told?.Seq >= news.Min(m => m.Seq);
        if (NotifyDecision.Decide(talk, to, news, time.GetUtcNow()) is not { } notice) return toldBefore;
        var id = CommandId.Derive("notified", talk.Id.Value, to.User.Value, notice.Event.Seq!.Value.ToString(CultureInfo.InvariantCulture));
        var outcome = await loop.RunAsync(new(to.User.Log, id, UserId.System), async fresh => Write(input, talk.Id, fresh ? await AgainAsync() : (to, notice)), cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException($"A notification of {to.User} was refused: {refusal.Message}");
        return toldBefore || notice.Event.Channels is not null;

        async Task<(Recipient, Notice)?> AgainAsync() =>
            await table.RecipientsAsync(talk.Id, [to.User], cancel) is [var now] && NotifyDecision.Decide(talk, now, news, time.GetUtcNow()) is { } next ? (now, next) : null;
    }

    private static Decision Write(TellInput input, ConversationId id, (Recipient To, Notice Notice)? decided)
    {
        if (decided is not var (to, notice)) return new Decision.Nothing();
        List<StateWrite> writes = [new StateWrite.PutDocument(to.User.Log.Value, StateKeys.Told(id), JsonSerializer.Serialize(notice.Told, StateJson.Default.Told), to.ToldVersion)];
        if (notice.Event.Channels is { } channels)
        {
            var key = Undelivered.Key(id, notice.Event.Seq!.Value);
            var undelivered = new Undelivered(notice.Event, channels, [], input.Run, input.StartedAt.AddSeconds(Deliveries.LeaseSeconds));
            writes.Add(new StateWrite.PutDocument(to.User.Log.Value, Deliveries.Sk(key), Deliveries.Json(undelivered), Seen: 0));
        }
        return new Decision.Write(GroupVersion: 0, [notice.Event], writes);
    }

    private async Task<TellAnswer> AnswerAsync(
        ConversationId id, List<Recipient> open, List<NewMessage> news, TellInput input, FactsReader facts, CancellationToken cancel)
    {
        List<Delivery> deliveries = [];
        List<UserId> rest = [];
        var again = false;
        foreach (var to in open)
        {
            if (deliveries.Count >= DeliveriesPerAnswer || deliveries.Sum(Size) >= AnswerBytes)
            {
                rest.Add(to.User);
                continue;
            }
            foreach (var (key, value, version) in await table.UndeliveredAsync(to.User, id, cancel))
            {
                if (value.Open.Count == 0 || !news.Exists(m => m.Seq == value.Notification.Seq)) continue;
                if (await _deliveries.ClaimAsync(to.User, key, value, version, input.Run, input.StartedAt, time.GetUtcNow(), cancel))
                    foreach (var channel in value.Open) await AddAsync(deliveries, new(to.User, key, channel), value, to.Preferences, to.Email, input, facts, cancel);
                else
                    again = true;
            }
        }
        return new(deliveries, rest, rest.Count > 0, again);
    }

    private static int Size(Delivery delivery) => JsonSerializer.SerializeToUtf8Bytes(delivery, NotificationWire.Json.Delivery).Length;

    private async Task<TellAnswer> ParkedAsync(DeliveryRef parked, TellInput input, FactsReader facts, CancellationToken cancel)
    {
        var (value, version) = await _deliveries.FindAsync(parked.UserId, parked.Key, cancel);
        if (value is null || !(value.Open.Contains(parked.Channel) || value.Parked.Contains(parked.Channel))) return new([], [], More: false, Again: false);
        if (!await _deliveries.ClaimAsync(parked.UserId, parked.Key, value, version, input.Run, input.StartedAt, time.GetUtcNow(), cancel))
            return new([], [], More: false, Again: true);
        var (preferences, _) = await state.DocumentAsync(parked.UserId.Log.Value, StateKeys.Preferences, StateJson.Default.PreferencesDocument, cancel);
        var user = await table.UserAsync(parked.UserId, cancel);
        List<Delivery> deliveries = [];
        await AddAsync(deliveries, parked, value, preferences?.Preferences ?? NotificationPreferences.Default, user?.Email, input, facts, cancel);
        return new(deliveries, [], More: false, Again: false);
    }

    /// <summary>A channel that the user has switched off since is done.</summary>
    private async Task AddAsync(
        List<Delivery> deliveries, DeliveryRef of, Undelivered value, NotificationPreferences preferences, string? email, TellInput input, FactsReader facts, CancellationToken cancel)
    {
        var texts = await facts.ReadAsync(value.Notification, cancel);
        var delivery = new Delivery(of.UserId, of.Key, of.Channel, input.Attempt, Deliveries.RetryDelaySeconds(input.Attempt), input.Attempt + 1 >= Deliveries.Attempts);
        var ready = of.Channel switch
        {
            Channels.Email when email is not null && (texts.Digest is null ? preferences.Email : preferences.DigestAt is not null) => delivery with { Mail = text.Mail(texts, email) },
            Channels.Push when preferences.PushTarget is { } target => delivery with { Push = new(target, PushText.Of(NotificationText.Subject(texts), texts.Preview, texts)) },
            Channels.Webhook when preferences.WebhookUrl is not null => delivery,
            _ => null,
        };
        if (ready is not null)
            deliveries.Add(ready);
        else
            await _deliveries.DoneAsync(of, time.GetUtcNow(), cancel);
    }
}

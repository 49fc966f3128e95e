using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Who delivers what, and what is done. A delivery belongs to one execution at a time, for as long as that can live; whoever comes later waits, and takes over what is
/// left. So a crash loses no delivery and repeats none, but for one window: between the provider's yes and our mark. A run that dies there is repeated,
/// a webhook's with the same delivery id.
/// </summary>
public sealed class Deliveries(NotificationTable table, StateTable state)
{
    /// <summary>Seconds from an execution's start to when it is surely over: an Express execution lives 5 minutes, a minute for the clocks.</summary>
    public const int LeaseSeconds = 360;

    /// <summary>Executions of one delivery. With the delays of <see cref="RetryDelaySeconds"/> the last is 15 hours after the first.</summary>
    public const int Attempts = 60;

    /// <summary>Of one mark: the other channels of the same notification are marked at the same time.</summary>
    private const int MarkAttempts = 8;

    /// <summary>1, 2, 4, 8 minutes, then 15: SQS's longest delay.</summary>
    public static int RetryDelaySeconds(int attempt) => Math.Min(900, 60 << Math.Min(attempt, 4));

    public static string Sk(string key) => StateKeys.UndeliveredPrefix + key;

    public static string Json(Undelivered value) => JsonSerializer.Serialize(value, StateJson.Default.Undelivered);

    public Task<(Undelivered? Value, long Version)> FindAsync(UserId user, string key, CancellationToken cancel) =>
        state.DocumentAsync(user.Log.Value, Sk(key), StateJson.Default.Undelivered, cancel);

    /// <returns>False while another execution may be at it.</returns>
    public async Task<bool> ClaimAsync(UserId user, string key, Undelivered value, long version, string run, DateTimeOffset startedAt, DateTimeOffset now, CancellationToken cancel)
    {
        if (value.Run == run) return true;
        if (value.Until > now) return false;
        return await table.ReplaceAsync(user, Sk(key), Json(value with { Run = run, Until = startedAt.AddSeconds(LeaseSeconds) }), version, cancel);
    }

    /// <summary>The channel has it, or never will.</summary>
    public Task DoneAsync(DeliveryRef delivery, DateTimeOffset now, CancellationToken cancel) => ChangeAsync(delivery, v => v.Without(delivery.Channel), now, cancel);

    /// <summary>The channel has a message of its own in the retry queue.</summary>
    public Task ParkAsync(DeliveryRef delivery, DateTimeOffset now, CancellationToken cancel) => ChangeAsync(delivery, v => v.Park(delivery.Channel), now, cancel);

    private async Task ChangeAsync(DeliveryRef delivery, Func<Undelivered, Undelivered> change, DateTimeOffset now, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < MarkAttempts; attempt++)
        {
            var (value, version) = await FindAsync(delivery.UserId, delivery.Key, cancel);
            if (value is null) return;
            var after = change(value);
            // Nothing open: what is parked waits for nobody but its own message.
            if (after.Open.Count == 0) after = after with { Until = now };
            if (await table.ReplaceAsync(delivery.UserId, Sk(delivery.Key), after.IsDone ? null : Json(after), version, cancel)) return;
        }
        throw new TimeoutException($"A delivery of {delivery.UserId} could not be marked.");
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge;
using EventChat.Local.EventBridge.Deliveries;
using EventChat.Local.Scheduler.Expressions;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Scheduler;

/// <summary>
/// Hands what falls due to the delivery queue. A one-off whose time passed while the host was down is made up for at the start; of a recurring
/// schedule, what was missed is left out.
/// </summary>
internal sealed class ScheduleClock : IAsyncDisposable
{
    private readonly ScheduleStore _store;
    private readonly DeliveryQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Alarm _alarm;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _firing = new();
    private Task _loop = Task.CompletedTask;

    public ScheduleClock(ScheduleStore store, DeliveryQueue queue, TimeProvider time, ILogger log)
    {
        (_store, _queue, _time, _log, _alarm) = (store, queue, time, log, new Alarm(time));
        store.Changed += _alarm.Ring;
    }

    public void Start()
    {
        SkipMissed();
        _loop = RunAsync(_stop.Token);
    }

    /// <summary>Calls for all that is due by now.</summary>
    public void FireDue()
    {
        // A moment is looked at and done with in one go, or two that look at once would both fire it.
        lock (_firing) FireDue(_time.GetUtcNow());
    }

    private void FireDue(DateTimeOffset now)
    {
        foreach (var schedule in _store.Contents.Schedules.Values.Where(schedule => schedule.Enabled))
        {
            try
            {
                if (schedule.Due() is { } due && schedule.CallAt(due) <= now) Fire(schedule, due);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _log.ScheduleFails(e, schedule.Arn);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _store.Changed -= _alarm.Ring;
        _alarm.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            FireDue();
            var next = _store.Contents.Schedules.Values.Where(schedule => schedule.Enabled).Select(schedule => schedule.Due() is { } due ? schedule.CallAt(due) : (DateTimeOffset?)null).Min();
            await _alarm.WaitAsync(next, cancel);
        }
    }

    private void SkipMissed()
    {
        var now = _time.GetUtcNow();
        foreach (var schedule in _store.Contents.Schedules.Values.Where(schedule => !schedule.IsOnce && schedule.Due() is { } due && schedule.CallAt(due) < now))
            _store.Replace(schedule, schedule with { Fired = now });
    }

    /// <summary>First the delivery is safe, then the moment is done with: a kill in between makes it twice, with one id.</summary>
    private void Fire(Schedule schedule, DateTimeOffset due)
    {
        _queue.Accept([DeliveryOf(schedule, due)]);
        var fired = schedule with { Fired = due };
        _store.Replace(schedule, fired.Due() is null && schedule.DeletesItself ? null : fired);
    }

    private Delivery DeliveryOf(Schedule schedule, DateTimeOffset due)
    {
        var target = schedule.Settings["Target"]!.AsObject();
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{schedule.Arn}|{due.UtcTicks}|{schedule.CreatedAt.UtcTicks}")))[..32];
        var parameters = new JsonObject();
        foreach (var name in (string[])["SqsParameters", "EventBridgeParameters"])
            if (target[name] is { } given) parameters[name] = given.DeepClone();
        var attributes = new Dictionary<string, string>
        {
            ["SCHEDULE_ARN"] = schedule.Arn, ["SCHEDULED_TIME"] = Utc(due), ["EXECUTION_ID"] = id,
        };
        return new Delivery(
            id, schedule.Arn, target["Arn"]!.GetValue<string>(), Input(schedule, target, due, id), parameters, Event: null, RetryPolicy.Of(target["RetryPolicy"] as JsonObject),
            target["DeadLetterConfig"]?["Arn"]?.GetValue<string>(), attributes, _time.GetUtcNow(), Hops: 0, RoleArn: target["RoleArn"]?.GetValue<string>());
    }

    private static string Input(Schedule schedule, JsonObject target, DateTimeOffset due, string id) => target["Input"]?.GetValue<string>() is { } input
        ? input.Replace("<aws.scheduler.schedule-arn>", schedule.Arn, StringComparison.Ordinal)
            .Replace("<aws.scheduler.scheduled-time>", Utc(due), StringComparison.Ordinal)
            .Replace("<aws.scheduler.execution-id>", id, StringComparison.Ordinal)
        : new JsonObject
        {
            ["version"] = "0", ["id"] = id, ["detail-type"] = "Scheduled Event", ["source"] = "aws.scheduler", ["account"] = LocalAddress.AccountId,
            ["time"] = Utc(due), ["region"] = LocalAddress.Region, ["resources"] = new JsonArray(schedule.Arn), ["detail"] = "{}",
        }.ToJsonString(BusEvent.Serializing);

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

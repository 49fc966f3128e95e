using EventChat.Local.EventBridge.State;
using EventChat.Local.Scheduler.Expressions;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.EventBridge;

/// <summary>Fires the default bus's scheduled rules. What falls due while the host is down is left out, as a rule on AWS knows no catching up.</summary>
internal sealed class RuleClock : IAsyncDisposable
{
    private readonly BusStore _store;
    private readonly EventRouter _router;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Alarm _alarm;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public RuleClock(BusStore store, EventRouter router, TimeProvider time, ILogger log)
    {
        (_store, _router, _time, _log, _alarm) = (store, router, time, log, new Alarm(time));
        store.Changed += _ => _alarm.Ring();
    }

    public void Start() => _loop = RunAsync(_time.GetUtcNow(), _stop.Token);

    /// <summary>All that falls due after <paramref name="since"/> and not after <paramref name="now"/>.</summary>
    public void Fire(DateTimeOffset since, DateTimeOffset now)
    {
        foreach (var rule in Scheduled())
        {
            try
            {
                // A machine that slept does not make up for what it missed: the last one only.
                DateTimeOffset? due = null;
                for (var next = Next(rule, since); next is { } at && at <= now; next = Next(rule, at)) due = at;
                if (due is { } fired) _router.Fire(rule, EventOf(rule, fired));
            }
            catch (Exception e) when (e is IOException or FormatException)
            {
                _log.ScheduleFails(e, rule.Arn);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _alarm.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            await _alarm.WaitAsync(Scheduled().Select(rule => Next(rule, since)).Min(), cancel);
            var now = _time.GetUtcNow();
            Fire(since, now);
            since = now;
        }
    }

    private IEnumerable<Rule> Scheduled() => _store.Contents.Rules.Values.Where(rule => rule is { Enabled: true, ScheduleExpression: not null });

    private static DateTimeOffset? Next(Rule rule, DateTimeOffset after) =>
        ScheduleExpression.Parse(rule.ScheduleExpression!, TimeZoneInfo.Utc).Next(after < rule.CreatedAt ? rule.CreatedAt : after, rule.CreatedAt);

    private static BusEvent EventOf(Rule rule, DateTimeOffset at) =>
        BusEvent.Create(Guid.NewGuid().ToString(), rule.Bus, "aws.events", "Scheduled Event", at, [rule.Arn], "{}");
}

using EventChat.Local.Streams;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Streams;

public sealed class PollPaceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PollPace _pace;

    public PollPaceTests() => _pace = new PollPace(PollPacing.Default, _time);

    [Fact]
    public async Task An_idle_stream_is_asked_every_25_ms()
    {
        var pause = _pace.PauseAsync(seen: 0, full: false, default);

        _time.Advance(TimeSpan.FromMilliseconds(24));
        Assert.False(pause.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await pause;
    }

    [Fact]
    public async Task For_a_second_after_records_it_is_asked_every_2_ms()
    {
        var pause = _pace.PauseAsync(seen: 1, full: false, default);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        await pause;

        _time.Advance(TimeSpan.FromSeconds(1));
        pause = _pace.PauseAsync(seen: 0, full: false, default);
        _time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.False(pause.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(23));
        await pause;
    }

    [Fact]
    public void A_full_page_is_followed_at_once() => Assert.True(_pace.PauseAsync(seen: 1000, full: true, default).IsCompleted);

    [Fact]
    public async Task A_wake_up_ends_the_pause_and_is_not_lost_if_it_comes_before()
    {
        var pause = _pace.PauseAsync(seen: 0, full: false, default);
        _pace.Wake();
        await pause;

        _pace.Wake();
        await _pace.PauseAsync(seen: 0, full: false, default);

        Assert.False(_pace.PauseAsync(seen: 0, full: false, default).IsCompleted);
    }

    [Fact]
    public async Task A_pause_ends_with_the_pump()
    {
        using var stop = new CancellationTokenSource();
        var pause = _pace.PauseAsync(seen: 0, full: false, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pause);
    }
}

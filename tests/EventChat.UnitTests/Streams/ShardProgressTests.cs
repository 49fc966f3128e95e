using EventChat.Local.Streams;

namespace EventChat.UnitTests.Streams;

public sealed class ShardProgressTests
{
    private readonly List<string> _checkpoints = [];
    private readonly ShardProgress _progress;

    public ShardProgressTests() => _progress = new ShardProgress(_checkpoints.Add);

    [Fact]
    public void The_checkpoint_never_passes_a_record_that_is_not_done()
    {
        var (a, b, c) = (Read("1"), Read("2"), Read("3"));

        _progress.Done([c]);
        Assert.Empty(_checkpoints);
        _progress.Done([a]);
        Assert.Equal(["1"], _checkpoints);
        _progress.Done([b]);
        Assert.Equal(["1", "3"], _checkpoints);
    }

    [Fact]
    public async Task It_is_drained_when_all_that_was_read_is_done()
    {
        Assert.True(_progress.DrainedAsync(default).IsCompleted);
        var record = Read("1");
        var drained = _progress.DrainedAsync(default);
        Assert.False(drained.IsCompleted);

        _progress.Done([record]);

        await drained;
        Assert.Equal(0, _progress.Count);
    }

    private PendingRecord Read(string sequence)
    {
        var record = new PendingRecord(sequence, "", default, default);
        _progress.Read(record);
        return record;
    }
}

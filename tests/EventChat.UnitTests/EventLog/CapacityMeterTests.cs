using EventChat.EventLog;

namespace EventChat.UnitTests.EventLog;

public sealed class CapacityMeterTests
{
    private readonly CapacityMeter _meter = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_024, 1)]
    [InlineData(1_025, 2)]
    public void A_write_costs_a_unit_per_started_KB_and_double_in_a_transaction(int bytes, int units)
    {
        _meter.Write("single", bytes);
        _meter.Write("transaction", bytes, transactional: true);

        Assert.Equal(new CapacityUsage(1, units, 0), _meter.Snapshot()["single"]);
        Assert.Equal(new CapacityUsage(1, 2 * units, 0), _meter.Snapshot()["transaction"]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4_096, 1)]
    [InlineData(4_097, 2)]
    public void A_read_costs_a_unit_per_started_4_KB_half_when_eventual_and_double_in_a_transaction(int bytes, int units)
    {
        _meter.Read("strong", bytes, consistent: true);
        _meter.Read("eventual", bytes, consistent: false);
        _meter.TransactionalRead("transaction", bytes);

        Assert.Equal(units, _meter.Snapshot()["strong"].Rru);
        Assert.Equal(units / 2.0, _meter.Snapshot()["eventual"].Rru);
        Assert.Equal(units * 2, _meter.Snapshot()["transaction"].Rru);
    }

    [Fact]
    public void Concurrent_calls_are_all_counted()
    {
        Parallel.For(0, 10_000, i => _meter.Write(i % 2 == 0 ? "a" : "b", 2_000));

        Assert.Equal(new CapacityUsage(5_000, 10_000, 0), _meter.Snapshot()["a"]);
        Assert.Equal(new CapacityUsage(5_000, 10_000, 0), _meter.Snapshot()["b"]);
    }
}

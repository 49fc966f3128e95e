using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.EmulatorTests.EventLog;

[Collection(DynamoDbLocalTests.Name)]
public sealed class TextKeysTests(DynamoDbLocalFixture dynamo) : IAsyncLifetime
{
    private const string Place = "here";

    private static readonly UserId Ann = new("ann"), Ben = new("ben");

    private readonly PlainKeyWrap _wrap = new();
    private readonly FakeTimeProvider _time = new();
    private ChatTables _tables = null!;

    public async Task InitializeAsync() => _tables = await dynamo.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private TextKeys Instance() => new(new KeyTable(dynamo.Client, _tables.Keys, new CapacityMeter()), _wrap, _time);

    private async Task DestroyAsync(UserId user) => await dynamo.Client.TransactWriteItemsAsync(
        new TransactWriteItemsRequest { TransactItems = [new() { Update = KeyTable.Destroy(_tables.Keys, user, _time.GetUtcNow()) }] });

    [Fact]
    public async Task Many_that_seal_a_users_first_texts_at_once_seal_them_with_one_key()
    {
        var instances = Enumerable.Range(0, 12).Select(_ => Instance()).ToArray();
        var boxes = await Task.WhenAll(instances.Select(async keys => (await keys.ForSealingAsync(Ann, default))!.Seal("x", Place)));
        var (_, key) = Assert.Single(await Instance().ForOpeningAsync([Ann], default));
        Assert.All(boxes, box => Assert.Equal("x", key!.Open(box, Place)));
    }

    [Fact]
    public async Task A_key_is_unwrapped_once_a_minute()
    {
        var keys = Instance();
        await keys.ForSealingAsync(Ann, default);
        for (var i = 0; i < 10; i++) Assert.NotNull((await keys.ForOpeningAsync([Ann], default))[Ann]);
        Assert.Equal((1, 0), (_wrap.Made, _wrap.Unwrapped));
        _time.Advance(TimeSpan.FromSeconds(TextKeys.CacheSeconds));
        await keys.ForOpeningAsync([Ann], default);
        Assert.Equal((1, 1), (_wrap.Made, _wrap.Unwrapped));
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_for_everybody_within_a_minute_and_never_made_again()
    {
        var (keys, late) = (Instance(), Instance());
        await keys.ForSealingAsync(Ann, default);
        Assert.NotNull((await late.ForOpeningAsync([Ann], default))[Ann]);
        await DestroyAsync(Ann);
        Assert.Null((await Instance().ForOpeningAsync([Ann], default))[Ann]);
        Assert.Null(await Instance().ForSealingAsync(Ann, default));
        Assert.NotNull((await late.ForOpeningAsync([Ann], default))[Ann]);
        _time.Advance(TimeSpan.FromSeconds(TextKeys.CacheSeconds));
        Assert.Null((await late.ForOpeningAsync([Ann], default))[Ann]);
        Assert.Null(await late.ForSealingAsync(Ann, default));

        var item = (await dynamo.Client.ScanAsync(new ScanRequest { TableName = _tables.Keys })).Items.Single();
        Assert.Equal(["at", "gone", "pk"], item.Keys.Order());
        // Again it changes nothing.
        _time.Advance(TimeSpan.FromHours(1));
        await DestroyAsync(Ann);
        Assert.Equal(item["gone"].N, (await dynamo.Client.ScanAsync(new ScanRequest { TableName = _tables.Keys })).Items.Single()["gone"].N);
    }

    [Fact]
    public async Task Who_is_forgotten_before_the_first_text_gets_no_key()
    {
        await DestroyAsync(Ann);
        Assert.Null(await Instance().ForSealingAsync(Ann, default));
        Assert.Equal(0, _wrap.Made);
    }

    [Fact]
    public async Task A_key_that_can_not_be_had_is_no_erased_text()
    {
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await Instance().ForOpeningAsync([Ben], default));
        await Instance().ForSealingAsync(Ann, default);
        _wrap.Fails = true;
        await Assert.ThrowsAsync<IOException>(async () => await Instance().ForOpeningAsync([Ann], default));
    }

    [Fact]
    public async Task Many_users_keys_are_read_together()
    {
        UserId[] users = [.. Enumerable.Range(0, 150).Select(i => new UserId($"user-{i}"))];
        var keys = Instance();
        foreach (var user in users) await keys.ForSealingAsync(user, default);
        var ring = await Instance().ForOpeningAsync(users, default);
        Assert.Equal(150, ring.Values.OfType<TextKey>().Distinct().Count());
    }
}

using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EmulatorTests.Kms;
using EventChat.EventLog;

namespace EventChat.EmulatorTests.EventLog;

/// <summary>The log with its texts sealed, on DynamoDB Local and the emulator of KMS.</summary>
[Collection(DynamoDbLocalTests.Name)]
public sealed class SealedLogTests(DynamoDbLocalFixture dynamo, KmsServer kms) : IAsyncLifetime, IClassFixture<KmsServer>
{
    private const string Secret = "a-distinctive-secret-😀";

    private static readonly LogId Room = new ConversationId("room-0001").Log;
    private static readonly UserId Ann = new("ann"), Ben = new("ben");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private ChatTables _tables = null!;

    public async Task InitializeAsync() => _tables = await dynamo.CreateTablesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private TextKeys Keys() => new(new KeyTable(dynamo.Client, _tables.Keys, new CapacityMeter()), new KmsKeyWrap(kms.Client, kms.KeyArn), TimeProvider.System);

    private SegmentLog Log(TextKeys? keys) => new(dynamo.Client, _tables.Events, new CapacityMeter(), keys: keys);

    private static async Task<RecordedEvent> AppendAsync(SegmentLog log, UserId sender, ChatEvent body, LogId? to = null) =>
        Assert.IsType<AppendResult.Appended>(await log.AppendAsync(to ?? Room, new CommandId(Guid.NewGuid()), [new(sender, At, 1, body)], null, default)).Events.Single();

    private Task<List<RecordedEvent>> ReadAsync(TextKeys? keys, LogId? of = null) => Log(keys).ReadAsync(of ?? Room, 1, default).ToListAsync().AsTask();

    private async Task<List<Dictionary<string, AttributeValue>>> ItemsAsync() => (await dynamo.Client.ScanAsync(new ScanRequest { TableName = _tables.Events, ConsistentRead = true })).Items;

    [Fact]
    public async Task What_people_write_lies_sealed_and_is_read_as_it_was_written()
    {
        var log = Log(Keys());
        ChatEvent[] bodies =
        [
            new ChatEvent.MemberAdded(Ben, Secret, MemberRole.Member), new ChatEvent.MessageSent(Secret, 1, [Ben], true), new ChatEvent.MessageEdited(2, Secret),
            new ChatEvent.MessageFlagged(2, 3, ReasonClass.Hate, Secret), new ChatEvent.MessageDeleted(2),
        ];
        foreach (var body in bodies) Assert.Equal(EventTypes.Serialize(body), EventTypes.Serialize((await AppendAsync(log, Ann, body)).Body));
        await AppendAsync(log, UserId.System, new ChatEvent.MessageModerated(2, 2, Verdict.Approved, VerdictSource.Rules, false, Text: Secret) { Author = Ann });

        var read = await ReadAsync(Keys());
        Assert.Equal(bodies.Select(EventTypes.Serialize), read.Take(5).Select(e => EventTypes.Serialize(e.Body)));
        Assert.Equal(Secret, Assert.IsType<ChatEvent.MessageModerated>(read[5].Body).Text);
        Assert.Equal(Secret, Assert.IsType<ChatEvent.MessageSent>((await Log(Keys()).ReadOneAsync(Room, 2, default))!.Body).Text);
        foreach (var item in await ItemsAsync()) Assert.DoesNotContain(Secret, Stored(item), StringComparison.Ordinal);
        var scanned = await new SegmentScan(dynamo.Client, _tables.Events, new(), keys: Keys()).ScanAsync(0, 1, null, default).SelectMany(p => p.Segments.ToAsyncEnumerable()).ToListAsync();
        Assert.Equal(read.Select(e => EventTypes.Serialize(e.Body)), scanned.SelectMany(s => s.Events).Select(e => EventTypes.Serialize(e.Body)));
    }

    [Fact]
    public async Task A_repeated_command_meets_its_own_text()
    {
        var (log, id) = (Log(Keys()), new CommandId(Guid.NewGuid()));
        PendingEvent[] events = [new(Ann, At, 1, new ChatEvent.MessageSent(Secret))];
        await log.AppendAsync(Room, id, events, null, default);
        var again = Assert.IsType<AppendResult.Repeated>(await Log(Keys()).AppendAsync(Room, id, [events[0] with { Body = new ChatEvent.MessageSent("other") }], null, default));
        Assert.Equal(Secret, Assert.IsType<ChatEvent.MessageSent>(again.Events.Single().Body).Text);
        Assert.Equal(Secret, Assert.IsType<ChatEvent.MessageSent>((await Log(Keys()).FindAsync(Room, id, null, default))!.Single().Body).Text);
    }

    [Fact]
    public async Task Once_the_key_is_destroyed_the_users_texts_alone_are_lost()
    {
        var log = Log(Keys());
        await AppendAsync(log, Ann, new ChatEvent.MessageSent(Secret));
        await AppendAsync(log, Ben, new ChatEvent.MessageSent("stays"));
        await dynamo.Client.TransactWriteItemsAsync(new() { TransactItems = [new() { Update = KeyTable.Destroy(_tables.Keys, Ann, At) }] });

        var read = await ReadAsync(Keys());
        Assert.Equal(new ChatEvent.MessageSent("") { Erased = true }, read[0].Body);
        Assert.Equal(new ChatEvent.MessageSent("stays"), read[1].Body);
        // Written after that, by whoever has not heard of it: lost at once.
        Assert.True((await AppendAsync(Log(Keys()), Ann, new ChatEvent.MessageSent(Secret))).Body.Erased);
        foreach (var item in await ItemsAsync()) Assert.DoesNotContain(Secret, Stored(item), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_before_texts_were_sealed_is_read_as_ever()
    {
        await AppendAsync(Log(null), Ann, new ChatEvent.MessageSent("plain"));
        await AppendAsync(Log(Keys()), Ann, new ChatEvent.MessageSent("sealed"));
        Assert.Equal(["plain", "sealed"], (await ReadAsync(Keys())).Select(e => ((ChatEvent.MessageSent)e.Body).Text));
    }

    [Fact]
    public async Task A_text_that_was_moved_or_changed_can_not_be_read()
    {
        var log = Log(Keys());
        await AppendAsync(log, Ann, new ChatEvent.MessageSent(Secret));
        var other = new ConversationId("room-0002").Log;
        await AppendAsync(log, Ann, new ChatEvent.MessageSent("other"), other);
        var items = (await ItemsAsync()).ToDictionary(i => i["pk"].S);
        items[other.Value]["e"].L[0].M["x"] = items[Room.Value]["e"].L[0].M["x"];
        await dynamo.Client.PutItemAsync(_tables.Events, items[other.Value]);
        await Assert.ThrowsAsync<UnreadableEventException>(() => ReadAsync(Keys(), other));
        Assert.Equal(Secret, ((ChatEvent.MessageSent)(await ReadAsync(Keys())).Single().Body).Text);
    }

    [Fact]
    public async Task A_sealed_text_is_30_bytes_longer()
    {
        var text = new string('x', 200);
        await AppendAsync(Log(null), Ann, new ChatEvent.MessageSent(text));
        await AppendAsync(Log(Keys()), Ann, new ChatEvent.MessageSent(text), new ConversationId("room-0002").Log);
        var sizes = (await ItemsAsync()).OrderBy(i => i["pk"].S).Select(i => ItemSize.Of(i)).ToArray();
        Assert.Equal(30, sizes[1] - sizes[0]);
    }

    private static string Stored(Dictionary<string, AttributeValue> item) => string.Join('|', item.Values.Select(Stored));

    private static string Stored(AttributeValue value) => value switch
    {
        { S: { } s } => s,
        { B: { } b } => System.Text.Encoding.UTF8.GetString(b.ToArray()),
        { M: { Count: > 0 } m } => Stored(m),
        { L: { Count: > 0 } l } => string.Join('|', l.Select(Stored)),
        _ => "",
    };
}

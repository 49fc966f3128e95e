using System.Text.Json;
using EventChat.Contracts;
using EventChat.EmulatorTests.DynamoDb;
using EventChat.EventLog;
using EventChat.Pipeline;

namespace EventChat.EmulatorTests.Pipeline;

/// <summary>The write side on tables of its own, as one instance of the function would have it.</summary>
internal sealed class WriteSide
{
    private readonly RegistrationFunction _registration;
    private readonly CommandHandler _commands;

    private WriteSide(DynamoDbLocalFixture dynamo, ChatTables tables, TextKeys? keys)
    {
        Tables = tables;
        Log = new SegmentLog(dynamo.Client, tables.Events, Meter, keys: keys);
        State = new StateTable(dynamo.Client, tables.State, TimeProvider.System, Meter, tables.Keys);
        Loop = new CommandLoop(Log, State, TimeProvider.System);
        _commands = new CommandHandler(Loop, State, Log, TimeProvider.System);
        _registration = new RegistrationFunction(Loop, State);
    }

    public CommandLoop Loop { get; }

    public ChatTables Tables { get; }
    public SegmentLog Log { get; }
    public StateTable State { get; }
    public CapacityMeter Meter { get; } = new();

    public static readonly UserId Ann = new("ann");
    public static readonly UserId Ben = new("ben");
    public static readonly UserId Cem = new("cem");

    /// <param name="keys">Of the tables given; null: nothing is sealed.</param>
    public static async Task<WriteSide> CreateAsync(DynamoDbLocalFixture dynamo, Func<ChatTables, TextKeys>? keys = null)
    {
        var tables = await dynamo.CreateTablesAsync();
        var side = new WriteSide(dynamo, tables, keys?.Invoke(tables));
        foreach (var user in new[] { Ann, Ben, Cem }) await side.RegisterAsync(user);
        return side;
    }

    /// <summary>Another instance: its own caches, the same tables.</summary>
    public WriteSide Another(DynamoDbLocalFixture dynamo) => new(dynamo, Tables, keys: null);

    public Task RegisterAsync(UserId user) => _registration.RegisterAsync(new(user, user.Value, user.Value.ToUpperInvariant()), default);

    /// <summary>As Cognito calls the function.</summary>
    public Task<Stream> TriggerAsync(Stream input) => _registration.HandleAsync(input, TimeSpan.FromSeconds(5));

    public Task<CommandAnswer> AskAsync(UserId sender, string field, object input, params string[] groups) =>
        _commands.HandleAsync(field, JsonSerializer.SerializeToElement(new { input }), new(sender, groups), default);

    public async Task<CommandReceipt> DoAsync(UserId sender, string field, object input)
    {
        var answer = await AskAsync(sender, field, input);
        Assert.Null(answer.Refusal);
        return answer.Data!.Value.Deserialize(EventChat.Contracts.Wire.Json.CommandReceipt)!;
    }

    public async Task<ConversationId> RoomAsync(params UserId[] others)
    {
        var receipt = await DoAsync(Ann, "createConversation", new
        {
            commandId = Guid.NewGuid(), kind = "Group", title = "Room", memberIds = others.Select(u => u.Value),
        });
        return new(receipt.ConversationId);
    }

    public Task<CommandReceipt> SendAsync(UserId sender, ConversationId room, string text, Guid? id = null, long? afterSeq = null) =>
        DoAsync(sender, "sendMessage", new { commandId = id ?? Guid.NewGuid(), conversationId = room.Value, text, afterSeq });

    public Task<List<RecordedEvent>> EventsAsync(ConversationId room) => Log.ReadAsync(room.Log, 1, default).ToListAsync().AsTask();
}

using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Pipeline;

/// <summary>The commands function's handler on a model of DynamoDB: what a client asks is what is answered.</summary>
internal sealed class Desk : IDisposable
{
    private readonly ModelDynamoDb _dynamo = new();
    private readonly CommandLoop _loop;
    private readonly CommandHandler _handler;

    public Desk()
    {
        Log = new(_dynamo, ModelDynamoDb.Events, new CapacityMeter());
        State = new(_dynamo, ModelDynamoDb.State, Time, new CapacityMeter());
        _loop = new(Log, State, Time);
        _handler = new(_loop, State, Log, Time);
        Registration = new(_loop, State);
    }

    public FakeTimeProvider Time { get; } = new(Given.Noon);
    public SegmentLog Log { get; }
    public StateTable State { get; }
    public RegistrationFunction Registration { get; }

    /// <summary>A room that ann owns, with ben and cem in it.</summary>
    public static async Task<Desk> WithRoomAsync()
    {
        var desk = new Desk();
        foreach (var user in new[] { Given.Ann, Given.Ben, Given.Cem }) await desk.Registration.RegisterAsync(new(user, user.Value, user.Value), default);
        await desk.DoneAsync(Given.Ann, "createConversation", new { conversationId = Given.Room.Value, kind = "Group", title = "Room", memberIds = new[] { "ben", "cem" } });
        return desk;
    }

    /// <param name="input">Without a commandId it is a command of its own.</param>
    public Task<CommandAnswer> AskAsync(UserId user, string field, object input, Guid? id = null, params string[] groups)
    {
        var json = JsonSerializer.SerializeToNode(input)!.AsObject();
        json["commandId"] = id ?? Guid.NewGuid();
        if (!json.ContainsKey("conversationId")) json["conversationId"] = Given.Room.Value;
        return _handler.HandleAsync(field, JsonSerializer.SerializeToElement(new { input = json }), new(user, groups), default);
    }

    /// <returns>What the field answers.</returns>
    public async Task<JsonElement> DoneAsync(UserId user, string field, object input, Guid? id = null, params string[] groups)
    {
        var answer = await AskAsync(user, field, input, id, groups);
        Assert.Null(answer.Refusal);
        return Assert.NotNull(answer.Data);
    }

    public async Task<long> SendAsync(UserId user, string text) => (await DoneAsync(user, "sendMessage", new { text })).GetProperty("seq").GetInt64();

    /// <summary>As the moderation workflow would.</summary>
    public async Task SystemAsync(LogId log, ChatEvent body, params StateWrite[] state) => Assert.Null(
        (await _loop.RunAsync(new(log, new(Guid.NewGuid()), UserId.System), _ => Task.FromResult<Decision>(new Decision.Write(4, [body], state)), default)).Refusal);

    public async Task<IReadOnlyList<ChatEvent>> ModerationAsync() =>
        [.. (await Log.ReadAsync(Given.Room.ModerationLog, 1, default).ToListAsync()).Select(e => e.Body)];

    public void Dispose() => _dynamo.Dispose();
}

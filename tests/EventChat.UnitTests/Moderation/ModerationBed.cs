using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;

namespace EventChat.UnitTests.Moderation;

/// <summary>A conversation in the model's tables and the function that moderates it.</summary>
internal sealed class ModerationBed : IDisposable
{
    public static readonly ConversationId Room = new("room-0001");
    public static readonly UserId Alice = new("alice");
    public static readonly UserId Bob = new("bob");
    public static readonly UserId Dana = new("dana");

    private readonly ModelDynamoDb _dynamo = new();
    private int _commands;

    public ModerationBed(TimeProvider time, ModerationPolicy? policy = null)
    {
        Time = time;
        var meter = new CapacityMeter();
        Log = new SegmentLog(_dynamo, ModelDynamoDb.Events, meter);
        State = new StateTable(_dynamo, ModelDynamoDb.State, time, meter);
        Loop = new CommandLoop(Log, State, time);
        Verdicts = new Verdicts(Log, State, Loop);
        Function = ModerationFunction.Of(Log, State, Loop, Comprehend, new SeenTable(_dynamo, ModelDynamoDb.State, time, meter), time);
        Put(new StateWrite.CreateConversation(Room, new(ConversationKind.Group, "Room", GroupVersion: 3, Owners: 1, Members: 3, policy)));
    }

    public TimeProvider Time { get; }
    public SegmentLog Log { get; }
    public StateTable State { get; }
    public CommandLoop Loop { get; }
    public Verdicts Verdicts { get; }
    public ScriptedComprehend Comprehend { get; } = new();
    public ModerationFunction Function { get; }

    public void Put(StateWrite write) => _ = _dynamo.PutItemAsync(new() { TableName = ModelDynamoDb.State, Item = State.ToItem(write).Put.Item });

    public void Block(LogId log, params string[] terms) =>
        Put(new StateWrite.PutDocument(log.Value, StateKeys.Blocklist, JsonSerializer.Serialize(new Blocklist(terms), StateJson.Default.Blocklist), 0));

    public async Task<ScreenedMessage> SendAsync(string text, bool held = false, UserId? by = null) =>
        Of(await AppendAsync(Room.Log, by ?? Alice, new ChatEvent.MessageSent(text, Held: held ? true : null)));

    public async Task<ScreenedMessage> EditAsync(long seq, string text, bool held = false) =>
        Of(await AppendAsync(Room.Log, Alice, new ChatEvent.MessageEdited(seq, text, held ? true : null)));

    public Task DeleteAsync(long seq) => Loop.RunAsync(new(Room.Log, NextCommand(), Alice), _ => Task.FromResult<Decision>(
        new Decision.Write(3, [new ChatEvent.MessageDeleted(seq)], [new StateWrite.MarkDeleted(Room, seq)])), default);

    public async Task<RecordedEvent> AppendAsync(LogId log, UserId by, ChatEvent e)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Time.GetUtcNow().ToUnixTimeMilliseconds());
        var result = Assert.IsType<AppendResult.Appended>(await Log.AppendAsync(log, NextCommand(), [new(by, at, 3, e)], null, default));
        return result.Events[0];
    }

    /// <summary>A moderator's opinion, as the command writes it.</summary>
    public async Task SayAsync(ScreenedMessage message, UserId by, Verdict outcome)
    {
        var version = (await Verdicts.VersionAsync(Room, message.VersionSeq, default))!;
        var (known, seen) = await Verdicts.CaseAsync(version, default);
        var after = known! with { Opinions = [.. known.Opinions ?? [], new(known.Round, by, outcome)] };
        await Loop.RunAsync(new(Room.ModerationLog, NextCommand(), by), _ => Task.FromResult<Decision>(new Decision.Write(
            0, [new ChatEvent.MessageReviewed(version.MessageSeq, version.Seq, known.Round, outcome)], [Cases.Put(Room, after, seen)])), default);
    }

    public async Task<ModerationCase?> CaseAsync(ScreenedMessage message) =>
        (await State.DocumentAsync(Room.Log.Value, StateKeys.Case(message.VersionSeq), StateJson.Default.ModerationCase, default)).Value;

    public async Task<List<ChatEvent>> EventsAsync(LogId log)
    {
        List<ChatEvent> events = [];
        await foreach (var e in Log.ReadAsync(log, 1, default)) events.Add(e.Body);
        return events;
    }

    /// <summary>What members were told.</summary>
    public async Task<List<ChatEvent.MessageModerated>> ToldAsync() => [.. (await EventsAsync(Room.Log)).OfType<ChatEvent.MessageModerated>()];

    public async Task<ScreeningBatch> TaskAsync(string task, ScreeningBatch batch)
    {
        var answer = await Function.RunAsync(new(task, JsonSerializer.SerializeToElement(batch, ModerationWire.Json.ScreeningBatch)), default);
        return JsonSerializer.Deserialize(answer, ModerationWire.Json.ScreeningBatch)!;
    }

    /// <summary>All tasks of the workflow in a row.</summary>
    public async Task<ScreeningBatch> ModerateAsync(params ScreenedMessage[] messages)
    {
        var screened = await TaskAsync("screen", new(messages));
        return screened.Escalate ? await TaskAsync("record", await TaskAsync("detect", screened)) : screened;
    }

    public static JsonNode Input(params ScreenedMessage[] messages) =>
        JsonNode.Parse(Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(new ScreeningBatch(messages), ModerationWire.Json.ScreeningBatch)))!;

    public void Dispose()
    {
        Comprehend.Dispose();
        _dynamo.Dispose();
    }

    private CommandId NextCommand() => CommandId.Derive("test", $"{_commands++}");

    private static ScreenedMessage Of(RecordedEvent e) => MessageVersion.Of(e) is { } v
        ? new(v.Conversation, v.MessageSeq, v.Seq, v.Author, v.At, v.Text, v.Held)
        : throw new InvalidOperationException("Not a version.");
}

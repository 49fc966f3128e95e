using System.Text.Json;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Time.Testing;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Recovery;

/// <summary>The write side with all that changes state: commands, the tasks of moderation and reviews, the marks of analytics. And the refold beside it.</summary>
internal sealed class RefoldBed : IDisposable
{
    public static readonly UserId Dana = new("dana");
    public static readonly UserId[] Users = [Ann, Ben, Cem, Dana];

    private readonly CommandHandler _handler;
    private readonly CommandLoop _loop;
    private readonly Verdicts _verdicts;
    private readonly ReviewTasks _reviews;
    private int _commands;

    /// <param name="dynamo">Tables that hold something already.</param>
    public RefoldBed(ModelDynamoDb? dynamo = null)
    {
        Dynamo = dynamo ?? new();
        Log = new(Dynamo, ModelDynamoDb.Events, new CapacityMeter());
        State = new(Dynamo, ModelDynamoDb.State, Time, new CapacityMeter());
        _loop = new(Log, State, Time);
        _handler = new(_loop, State, Log, Time);
        _verdicts = new(Log, State, _loop);
        _reviews = new(State, _verdicts, Time);
    }

    public ModelDynamoDb Dynamo { get; }
    public FakeTimeProvider Time { get; } = new(Noon);
    public SegmentLog Log { get; }
    public StateTable State { get; }

    public static async Task<RefoldBed> WithRoomAsync()
    {
        var bed = new RefoldBed();
        foreach (var user in Users) await new RegistrationFunction(bed._loop, bed.State).RegisterAsync(new(user, user.Value.ToUpperInvariant(), user.Value, $"{user}@example.com"), default);
        Assert.True(await bed.DoAsync(Ann, "createConversation", new { conversationId = Room.Value, kind = "Group", title = "Room", memberIds = new[] { "ben", "cem" } }));
        return bed;
    }

    /// <returns>False if it was refused.</returns>
    public async Task<bool> DoAsync(UserId user, string field, object input)
    {
        Tick();
        var json = JsonSerializer.SerializeToNode(input)!.AsObject();
        json["commandId"] = new Guid(++_commands, 7, 7, new byte[8]);
        if (!json.ContainsKey("conversationId")) json["conversationId"] = Room.Value;
        return (await _handler.HandleAsync(field, JsonSerializer.SerializeToElement(new { input = json }), new(user, user == Dana ? [GroupNames.Moderators, GroupNames.Operators] : []), default)).Refusal is null;
    }

    public async Task ScreenAsync(MessageVersion version, Finding finding)
    {
        Tick();
        await _verdicts.SettleAsync(new(version.Conversation, version.MessageSeq, version.Seq, version.Author, version.At, version.Text, version.Held), finding, default);
    }

    /// <summary>The review workflow's first half: a round is opened, or its token renewed.</summary>
    public async Task OpenReviewAsync(MessageVersion version, ReviewCause cause)
    {
        Tick();
        var step = await _reviews.PrepareAsync(new(version.Conversation, version.MessageSeq, version.Seq, cause), default);
        if (!step.Skip) await _reviews.OpenAsync(step, $"token-{_commands}", default);
        if (!step.Skip && _commands % 2 == 0) await _reviews.OpenAsync(step, $"token-{_commands}-again", default);
    }

    public async Task CloseReviewAsync(MessageVersion version, bool overdue)
    {
        Tick();
        if ((await _verdicts.CaseAsync(version, default)).Known is not { Open: { } open } known) return;
        var request = new ReviewRequest(version.Conversation, version.MessageSeq, version.Seq, open.Cause);
        await _reviews.CloseAsync(new(request, known.Round, Error: overdue ? new("States.Timeout") : null), default);
    }

    public async Task AnalyzeAsync(long seq)
    {
        Tick();
        var id = CommandId.Derive("analyzed", $"{seq}");
        if (await Log.FindAsync(Room.AnalyticsLog, id, null, default) is not null) return;
        await _loop.RunAsync(new(Room.AnalyticsLog, id, UserId.System), _ => Task.FromResult<Decision>(new Decision.Write(0, [new ChatEvent.MessageAnalyzed(seq, seq, "en", Units: 3)],
            [new StateWrite.PutDocument(Room.AnalyticsLog.Value, StateKeys.Analyzed(seq), JsonSerializer.Serialize(new(3), AnalyticsJson.Default.AnalyzedMark), 0)])), default);
    }

    public async Task<List<MessageVersion>> VersionsAsync() =>
        [.. (await Log.ReadAsync(Room.Log, 1, default).ToListAsync()).Select(MessageVersion.Of).OfType<MessageVersion>()];

    public async Task<IReadOnlyList<StateDifference>> DifferencesAsync()
    {
        List<Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>> items = [];
        await Refold().RunAsync(SegmentScan.LeastSegments, (_, make, _) =>
        {
            lock (items) items.AddRange(make());
            return Task.CompletedTask;
        }, default);
        return StateComparison.Compare(items, Dynamo.Items(ModelDynamoDb.State));
    }

    public RefoldLogs Refold() => new(Log, new SegmentScan(Dynamo, ModelDynamoDb.Events, new CapacityMeter()), Time, () => "secret");

    public async Task<ReviewStep> PrepareAsync(ReviewRequest request) => await _reviews.PrepareAsync(request, default);

    public Task WaitAsync(ReviewStep step, string token) => _reviews.OpenAsync(step, token, default);

    public void Dispose() => Dynamo.Dispose();

    private void Tick() => Time.Advance(TimeSpan.FromMilliseconds(1));
}

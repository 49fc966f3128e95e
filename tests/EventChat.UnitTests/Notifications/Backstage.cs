using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;
using EventChat.EventLog;
using EventChat.Pipeline;
using EventChat.UnitTests.EventLog.Model;
using Microsoft.Extensions.Time.Testing;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.Notifications;

/// <summary>A conversation, its people and the notification function over one model of the tables.</summary>
internal sealed class Backstage : IDisposable
{
    public static readonly UserId Alice = new("alice"), Bob = new("bob"), Carol = new("carol");
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public const string Secret = "c2VjcmV0";

    private readonly ModelDynamoDb _dynamo = new();
    private readonly CapacityMeter _meter = new();
    private readonly WebhookClient _webhooks;
    private int _commands;

    public Backstage(PublicAddresses? addresses = null, System.Net.Security.RemoteCertificateValidationCallback? trust = null)
    {
        Log = new(_dynamo, ModelDynamoDb.Events, _meter);
        State = new(_dynamo, ModelDynamoDb.State, Time, _meter);
        Table = new(_dynamo, ModelDynamoDb.State, Time, _meter);
        Loop = new(Log, State, Time);
        _webhooks = new(addresses ?? PublicAddresses.From(null), TimeProvider.System, trust);
        Plan = new(Table, State, Log);
        Tell = new(Table, State, Log, Loop, new NotificationText("https://chat.example.com"), Time);
        Digest = new(Table, State, Log, Loop, Time);
        Deliveries = new(Table, State);
        Webhook = new(State, Table, Log, _webhooks);
        Function = new(Plan, Tell, Webhook, Deliveries, Digest, Time);
    }

    public ConversationId Room { get; } = new("room-0001");
    public SwitchedTime Time { get; } = new() { Now = new FakeTimeProvider(Noon) };
    public SegmentLog Log { get; }
    public StateTable State { get; }
    public NotificationTable Table { get; }
    public CommandLoop Loop { get; }
    public PlanNotification Plan { get; }
    public TellBatch Tell { get; }
    public SendDigest Digest { get; }
    public Deliveries Deliveries { get; }
    public SendWebhook Webhook { get; }
    public NotificationFunction Function { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public static readonly NotificationPreferences Mailed = new(Email: true);

    /// <param name="members">How many the conversation says it has; those who count are added one by one.</param>
    public Task OpenAsync(int members = 3) => OpenAsync(Room, "Support", members);

    public Task OpenAsync(ConversationId id, string? title, int members = 3) => PutAsync(new(StateItems.ConversationKey(id))
    {
        [StateItems.Kind] = new() { S = nameof(ConversationKind.Group) }, [StateItems.Title] = new() { S = title ?? "" }, [StateItems.GroupVersion] = new() { N = "1" },
        [StateItems.Owners] = new() { N = "1" }, [StateItems.Members] = new() { N = $"{members}" },
    });

    public async Task JoinAsync(UserId user, NotificationPreferences? preferences = null, string? digestDue = null, bool hasAddress = true)
    {
        Item item = new(StateItems.UserKey(user)) { [StateItems.Name] = new() { S = char.ToUpperInvariant(user.Value[0]) + user.Value[1..] } };
        if (hasAddress) item[StateItems.Email] = new() { S = $"{user.Value}@example.com" };
        await PutAsync(item);
        await PutAsync(new(StateItems.MemberKey(Room, user)) { [StateItems.Role] = new() { S = nameof(MemberRole.Member) }, [StateItems.Name] = new() { S = user.Value } });
        if (preferences is not null)
        {
            var document = new PreferencesDocument(preferences, Secret, digestDue);
            await PutAsync(new(StateItems.Key(user.Log.Value, StateKeys.Preferences))
            {
                [StateItems.Json] = new() { S = JsonSerializer.Serialize(document, StateJson.Default.PreferencesDocument) }, [StateItems.Version] = new() { N = "1" },
            });
        }
        if (digestDue is not null) await Table.PutDueAsync(DigestKey.Of(digestDue, user), default);
    }

    public Task ReadAsync(UserId user, long seq) => PutAsync(new(StateItems.MemberKey(Room, user))
    {
        [StateItems.Role] = new() { S = nameof(MemberRole.Member) }, [StateItems.Name] = new() { S = user.Value }, [StateItems.ReadSeq] = new() { N = $"{seq}" },
    });

    public async Task<TellMessage> SayAsync(UserId by, string text, UserId[]? mentions = null, long? replyTo = null)
    {
        var e = await AppendAsync(by, new ChatEvent.MessageSent(text, replyTo, mentions));
        return new(e.Seq, by, e.At, replyTo, mentions, NotificationText.OneLine(text, NotificationText.PreviewCharacters));
    }

    public async Task<RecordedEvent> AppendAsync(UserId by, ChatEvent body)
    {
        var id = CommandId.Derive("test", $"{_commands++}");
        return Assert.IsType<AppendResult.Appended>(await Log.AppendAsync(Room.Log, id, [new(by, Now, 1, body)], null, default)).Events[0];
    }

    public Task RemoveTextAsync(long seq) => PutAsync(StateItems.DeletedKey(Room, seq));

    public Task<TellAnswer> TellAsync(string run, TellMessage[] messages, params UserId[] recipients) =>
        Tell.RunAsync(new(run, Now, recipients, Room, messages), default);

    public async Task<IReadOnlyList<ChatEvent.NotificationRequested>> FeedAsync(UserId user)
    {
        List<ChatEvent.NotificationRequested> feed = [];
        await foreach (var e in Log.ReadAsync(user.Log, 1, default))
            if (e.Body is ChatEvent.NotificationRequested notification) feed.Add(notification);
        return feed;
    }

    public async Task<JsonNode?> TaskAsync(JsonNode payload) =>
        JsonNode.Parse(await Function.RunAsync(payload.Deserialize(NotificationJson.Default.NotificationTask)!, default));

    public Task PutAsync(Item item) => _dynamo.PutItemAsync(new PutItemRequest { TableName = ModelDynamoDb.State, Item = item });

    public void Dispose()
    {
        _webhooks.Dispose();
        _dynamo.Dispose();
    }
}

/// <summary>A clock that can be exchanged: each execution has its own.</summary>
internal sealed class SwitchedTime : TimeProvider
{
    public required TimeProvider Now { get; set; }

    public override long TimestampFrequency => Now.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Now.GetUtcNow();

    public override long GetTimestamp() => Now.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Now.CreateTimer(callback, state, dueTime, period);
}

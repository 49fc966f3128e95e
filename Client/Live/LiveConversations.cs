using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>
/// A user's conversations, kept equal to the log. Frames are taken as hints: whatever is lost, doubled or reordered on the way,
/// and however often the connection breaks, the log is asked for what is missing.
/// </summary>
public sealed class LiveConversations : IAsyncDisposable
{
    /// <summary>AppSync may lose a frame even right after it confirmed a subscription: look once more when things have settled.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    /// <summary>A conversation's last frame can be lost like any other, and no later one shows the hole. One query per user in this time: about 300 a day.</summary>
    private static readonly TimeSpan HeadCheck = TimeSpan.FromMinutes(5);

    private readonly ChatClient _chat;
    private readonly RealtimeConnection _realtime;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly LiveStore _store;
    private readonly Recovery _recovery;
    private readonly LargeRooms _largeRooms;
    private readonly Discovery _discovery;
    private readonly OwnSignals _signals;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _connected;
    private Task _running = Task.CompletedTask;

    /// <param name="realtime">Becomes this object's own: started and disposed by it.</param>
    public LiveConversations(ChatClient chat, RealtimeConnection realtime, TimeProvider time, Random random)
    {
        _chat = chat;
        _realtime = realtime;
        _time = time;
        _random = random;
        _store = new LiveStore(chat.UserId);
        _recovery = new Recovery(chat, _store, time, random, _closing.Token);
        _largeRooms = new LargeRooms(realtime, _store, _closing.Token);
        _discovery = new Discovery(chat, _store, _recovery, _closing.Token);
        _signals = new OwnSignals(chat, _store, time, _closing.Token);
        Own = new OwnMessages(chat, _store, _recovery, time, _closing.Token);
    }

    public LiveState State { get; private set; } = LiveState.Connecting;

    /// <summary>Why it is offline or has ended.</summary>
    public string? Reason { get; private set; }

    /// <summary>Sends messages that show at once.</summary>
    public OwnMessages Own { get; }

    /// <summary>Done when the conversations were read and caught up with for the first time; fails if the session ends before.</summary>
    public Task Ready => _ready.Task;

    public event Action<LiveState>? StateChanged;

    /// <summary>A conversation looks different now, appeared or left. Handlers must be quick: news wait for them.</summary>
    public event Action<ConversationId>? Changed
    {
        add => _store.Changed += value;
        remove => _store.Changed -= value;
    }

    /// <summary>Each event of each conversation from the moment it is known, once, in its log's order. Handlers must be quick.</summary>
    public event Action<TimelineEvent>? Happened
    {
        add => _store.Happened += value;
        remove => _store.Happened -= value;
    }

    /// <summary>A consistent look; keep nothing of it but copies.</summary>
    public T Read<T>(Func<ConversationStore, T> read) => _store.Read(read);

    public async Task StartAsync(CancellationToken cancel)
    {
        await _realtime.SubscribeAsync(Topic.MyConversations, cancel);
        _realtime.Start();
        _running = RunAsync(_closing.Token);
    }

    /// <summary>Reads the newest page of a conversation, and subscribes to it if it is large.</summary>
    public async Task OpenAsync(ConversationId id, CancellationToken cancel)
    {
        if (!_store.Read(s => s.Find(id)?.IsLoaded ?? false))
        {
            if (_store.Read(s => s.Find(id)) is null) await _discovery.FindAsync(id, atLeast: 0);
            await _recovery.LoadAsync(id).WaitAsync(cancel);
            await ReadNamesAsync(id, cancel);
        }
        await _largeRooms.OpenAsync(id);
        if (_store.Read(s => s.Find(id)?.Behind ?? false)) Forget(_recovery.SyncAsync(id));
    }

    /// <returns>False if there is nothing older.</returns>
    public async Task<bool> LoadOlderAsync(ConversationId id, CancellationToken cancel)
    {
        if (_store.Read(s => s.Find(id)?.OlderToken) is not { } token) return false;
        var older = await _chat.MessagesAsync(id, limit: null, token, cancel);
        _store.Change(id, t =>
        {
            t.LoadOlder(token, older);
            return true;
        });
        if (_store.Read(s => s.Find(id)?.Behind ?? false)) Forget(_recovery.SyncAsync(id));
        return true;
    }

    /// <summary>The user has seen what there is; the service hears of it a moment later.</summary>
    public void MarkSeen(ConversationId id)
    {
        var seen = _store.Change(id, t =>
        {
            t.MarkSeen();
            return t.SeenSeq;
        });
        Forget(_signals.ReadAsync(id, seen));
    }

    /// <summary>The user types: to be called with every key, the service hears of it every few seconds.</summary>
    public void Typing(ConversationId id) => Forget(_signals.TypeAsync(id));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _realtime.DisposeAsync();
        await _running;
        await _recovery.DisposeAsync();
        _largeRooms.Dispose();
        _connected?.Dispose();
        _closing.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var signal in _realtime.Signals.ReadAllAsync(cancel)) await HandleAsync(signal);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            End(e.Message);
            throw;
        }
    }

    private async Task HandleAsync(RealtimeSignal signal)
    {
        switch (signal)
        {
            case RealtimeSignal.StateChanged { State: RealtimeState.Connecting }:
                SetState(LiveState.Connecting, null);
                break;
            case RealtimeSignal.StateChanged { State: RealtimeState.Connected }:
                SetState(LiveState.CatchingUp, null);
                break;
            case RealtimeSignal.StateChanged offline:
                if (_connected is not null) await _connected.CancelAsync();
                SetState(LiveState.Offline, offline.Reason);
                break;
            case RealtimeSignal.Subscribed { Topic.Conversation: { } large }:
                Forget(_recovery.SyncAsync(large));
                break;
            case RealtimeSignal.Subscribed:
                _connected?.Dispose();
                _connected = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
                Forget(StayCurrentAsync(_connected.Token));
                break;
            case RealtimeSignal.Received { Frame.Signal: { } told } received:
                Forget(ShowAsync(received.Frame, told));
                break;
            case RealtimeSignal.Received received:
                await TakeAsync(_store.Apply(received.Frame), received.Frame);
                break;
            case RealtimeSignal.Ended { Topic.Conversation: { } conversation }:
                await _largeRooms.ForgetAsync(conversation);
                Forget(_recovery.SyncAsync(conversation)); // finds out whether this user is still a member
                break;
            case RealtimeSignal.Ended ended:
                End($"{ended.ErrorType}: {ended.Message}");
                break;
            case RealtimeSignal.SessionEnded ended:
                End(ended.Message);
                break;
        }
    }

    /// <summary>Shown for as long as it counts.</summary>
    private async Task ShowAsync(ConversationFrame frame, Signal signal)
    {
        if (!ConversationId.TryParse(frame.ConversationId, out var id)) return;
        _store.Change(id, t =>
        {
            t.Hear(signal, _time.GetUtcNow());
            return true;
        });
        if (signal.Kind is not SignalKind.Typing) return;
        await Task.Delay(TypingMembers.Counts, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _store.Change(id, _ => true);
    }

    private async Task TakeAsync(FrameOutcome outcome, ConversationFrame frame)
    {
        switch (outcome)
        {
            case FrameOutcome.Unknown unknown:
                Forget(_discovery.FindAsync(unknown.Id, atLeast: frame.Seq));
                break;
            case FrameOutcome.Left left:
                await _largeRooms.ForgetAsync(left.Timeline.Id);
                break;
            case FrameOutcome.Changed changed:
                if (changed.Applied.Behind) Forget(_recovery.SyncAsync(changed.Timeline.Id));
                await _largeRooms.RefreshAsync(changed.Timeline.Id);
                break;
        }
    }

    /// <summary>From one connection to its end: catch up, look again when settled, then every few minutes.</summary>
    private async Task StayCurrentAsync(CancellationToken connected)
    {
        try
        {
            var before = _store.Read(s => s.Timelines.Select(t => t.Id).ToList());
            await _discovery.ReadHeadsAsync(connected);
            // Heads come from the read model; what was known before the connection broke is asked of the log itself.
            await Task.WhenAll(before.Select(_recovery.SyncAsync)).WaitAsync(connected);
            SetState(LiveState.Connected, null);
            _ready.TrySetResult();
            for (var wait = Settled; ; wait = HeadCheck * (0.8 + 0.4 * _random.NextDouble()))
            {
                await Task.Delay(wait, _time, connected);
                await _discovery.ReadHeadsAsync(connected);
            }
        }
        catch (OperationCanceledException) when (connected.IsCancellationRequested)
        {
        }
        catch (SessionEndedException e)
        {
            End(e.Message);
        }
    }

    private async Task ReadNamesAsync(ConversationId id, CancellationToken cancel)
    {
        if (_store.Read(s => s.Find(id)?.MemberCount ?? 0) <= Limits.AudienceMembers) return;
        // The names of one page: the others show by their ids until they do something.
        var page = await _chat.MembersAsync(id, Limits.PageRows, nextToken: null, cancel);
        _store.Change(id, t =>
        {
            t.AddNames(page.Items.Select(m => new MemberName(m.UserId, m.Name)));
            return true;
        });
    }

    private void End(string reason)
    {
        SetState(LiveState.Ended, reason);
        _ready.TrySetException(new SessionEndedException(reason));
    }

    private void SetState(LiveState state, string? reason)
    {
        Reason = reason;
        if (State == state) return;
        State = state;
        StateChanged?.Invoke(state);
    }

    /// <summary>Nobody waits for it; what is not expected of it ends everything instead of vanishing.</summary>
    private void Forget(Task task) => _ = task.ContinueWith(
        t => End(t.Exception!.InnerException!.Message), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}

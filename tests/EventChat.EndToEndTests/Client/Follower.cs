using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.EndToEndTests.Client;

/// <summary>A user's live store, and the order in which it told the events of one conversation.</summary>
internal sealed class Follower : IAsyncDisposable
{
    private readonly ConversationId _id;
    private readonly List<long> _told = [];

    private Follower(LiveConversations live, ConversationId id) => (Live, _id) = (live, id);

    public LiveConversations Live { get; }

    /// <summary>Seq of each event, as told.</summary>
    public IReadOnlyList<long> Told => Live.Read(_ => _told.ToList());

    public long Seq => Live.Read(s => s.Find(_id)!.Seq);

    public IReadOnlyList<Message> Messages => Live.Read(s => s.Find(_id)!.Messages);

    public static async Task<Follower> StartAsync(Person person, ConversationId id)
    {
        var follower = new Follower(person.GoLive(), id);
        follower.Live.Happened += e =>
        {
            if (e.ConversationId == id) follower._told.Add(e.Seq);
        };
        await follower.Live.StartAsync(default);
        await follower.Live.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        await follower.Live.OpenAsync(id, default);
        return follower;
    }

    /// <summary>Until everything up to <paramref name="seq"/> has taken effect.</summary>
    public async Task ReachAsync(long seq, TimeSpan patience)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConversationId _)
        {
            if (Seq >= seq) there.TrySetResult();
        }
        Live.Changed += Look;
        Look(_id);
        try
        {
            await there.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The store stands at {Seq} and not at {seq}; {Live.State} {Live.Reason}");
        }
        finally
        {
            Live.Changed -= Look;
        }
    }

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}

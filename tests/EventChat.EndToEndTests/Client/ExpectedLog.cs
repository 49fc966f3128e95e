using System.Collections.Concurrent;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.EndToEndTests.Client;

/// <summary>What a conversation must contain by what the service acknowledged: every receipt is a promise.</summary>
internal sealed class ExpectedLog(ConversationId id)
{
    private readonly ConcurrentDictionary<long, string> _texts = new();
    private readonly ConcurrentDictionary<long, long> _changes = new();
    private readonly ConcurrentDictionary<long, bool> _deleted = new();
    private long _highest;

    /// <summary>Every seq that a command was answered with.</summary>
    public IEnumerable<long> Seqs => _texts.Keys.Concat(_changes.Keys).Order();

    public long Last => Seqs.Last();

    public async Task<long> SendAsync(ChatClient chat, string text, Func<Func<Task<CommandReceipt>>, Task<CommandReceipt>> persistently)
    {
        var command = new SendMessage(chat.NewCommandId(), id, text, AfterSeq: Volatile.Read(ref _highest));
        var seq = (await persistently(() => chat.SendAsync(command, default))).Seq!.Value;
        Raise(ref _highest, seq);
        Assert.True(_texts.TryAdd(seq, text), $"Two messages were told that they are #{seq}.");
        return seq;
    }

    public async Task EditAsync(ChatClient chat, long message, string text)
    {
        var receipt = await chat.SendAsync(new EditMessage(chat.NewCommandId(), id, message, text, message), default);
        Assert.True(_changes.TryAdd(receipt.Seq!.Value, message));
        _texts[message] = text;
    }

    public async Task DeleteAsync(ChatClient chat, long message)
    {
        var receipt = await chat.SendAsync(new DeleteMessage(chat.NewCommandId(), id, message, message), default);
        Assert.True(_changes.TryAdd(receipt.Seq!.Value, message));
        _deleted[message] = true;
    }

    public static void Raise(ref long target, long value)
    {
        long seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }

    /// <summary>The store holds exactly this, in order, from <paramref name="after"/> on.</summary>
    public void AssertHeldBy(IReadOnlyList<Message> messages, long after)
    {
        var expected = _texts.Where(t => t.Key > after).OrderBy(t => t.Key).Select(t => (t.Key, _deleted.ContainsKey(t.Key) ? null : t.Value, _deleted.ContainsKey(t.Key)));
        Assert.Equal(expected, messages.Where(m => m.Seq > after).Select(m => (m.Seq, m.Text, m.Deleted)));
    }
}

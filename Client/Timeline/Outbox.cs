using EventChat.Contracts;

namespace EventChat.Client;

/// <summary>Own messages in the order they were written, until their events arrive.</summary>
internal sealed class Outbox
{
    private readonly List<OwnMessage> _messages = [];

    public IReadOnlyList<OwnMessage> Messages => _messages;

    public OwnMessage? Find(CommandId command) => _messages.Find(m => m.CommandId == command);

    public void Add(OwnMessage message) => _messages.Add(message);

    public void Remove(CommandId command) => _messages.RemoveAll(m => m.CommandId == command);

    public void Change(CommandId command, Func<OwnMessage, OwnMessage> change)
    {
        var at = _messages.FindIndex(m => m.CommandId == command);
        if (at >= 0) _messages[at] = change(_messages[at]);
    }
}

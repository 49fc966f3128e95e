using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The log says something that no command can have written: the state can not be made of it.</summary>
public class RefoldException(RecordedEvent e, string why) : Exception($"{e.Log} seq {e.Seq}, {EventTypes.NameOf(e.Body).Name}: {why}");

/// <summary>Nobody has decided what an event means for the state. It is never taken for nothing.</summary>
public sealed class RefoldUndecidedException(RecordedEvent e, string refold)
    : RefoldException(e, $"what it means for the state of this log is not decided; give {refold} an arm, even if it changes nothing.");

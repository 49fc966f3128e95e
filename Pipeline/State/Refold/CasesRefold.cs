using System.Text.Json;
using EventChat.Contracts;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.Pipeline;

/// <summary>
/// The moderation cases of a conversation. What was decided is in the moderation log, what members were told of it in the conversation's; each says something of
/// its own about a case, so the order between the two, by the servers' clocks, matters little.
/// </summary>
internal sealed class CasesRefold(ConversationId conversation)
{
    private readonly Dictionary<long, List<RecordedEvent>> _events = [];
    private readonly Dictionary<long, MessageVersion> _versions = [];

    public void Add(RecordedEvent e, long versionSeq)
    {
        if (!_events.TryGetValue(versionSeq, out var events)) _events[versionSeq] = events = [];
        events.Add(e);
    }

    /// <summary>Only of versions that can have a case is anything kept, and never the text.</summary>
    public void AddVersion(RecordedEvent e)
    {
        if (MessageVersion.Of(e) is { } version && (version.Held || _events.ContainsKey(version.Seq))) _versions[version.Seq] = version with { Text = "" };
    }

    /// <exception cref="RefoldException">An event is about a version that is not there.</exception>
    public IEnumerable<Item> Items()
    {
        foreach (var (seq, events) in _events)
        {
            var version = _versions.GetValueOrDefault(seq) ?? throw new RefoldException(events[0], $"seq {seq} is no version of a message.");
            // The moderation log was read first, and the order is a stable one.
            var known = events.OrderBy(e => e.At).Aggregate(ModerationCase.Of(version), (known, e) => After(version, known, e));
            yield return StateItems.ToItem(
                new StateWrite.PutDocument(conversation.Log.Value, StateKeys.Case(seq), JsonSerializer.Serialize(known, StateJson.Default.ModerationCase), events.Count - 1));
        }
    }

    private static ModerationCase After(MessageVersion version, ModerationCase known, RecordedEvent e) => e.Body switch
    {
        ChatEvent.MessageScreened m => RecordScreening.Evolve(known, new(m.Verdict, m.Source, m.Reason, m.Scores, m.Pii, m.Units)),
        ChatEvent.MessageFlagged => known with { FlaggedBy = [.. known.FlaggedBy ?? [], e.Sender] },
        // The token is the waiting execution's, which is not in the log.
        ChatEvent.ReviewOpened m => known with { Round = m.Round, Open = new(m.Cause, m.Deadline, m.Needed, Token: ""), Reason = m.Reason },
        ChatEvent.MessageReviewed m => known with { Opinions = [.. known.Opinions ?? [], new(m.Round, e.Sender, m.Outcome)] },
        ChatEvent.ReviewClosed m => CloseReview.After(known, known.Open ?? throw new RefoldException(e, "no review is open."), m.Outcome, m.Source),
        ChatEvent.VerdictAppealed => known with { Appealed = true },
        // A held version that the rules had nothing against has no finding; that it is shown says so.
        ChatEvent.MessageModerated { Verdict: Verdict.Approved } => PublishVerdict.Shown(version, known.Verdict is Verdict.Review ? known with { Verdict = Verdict.Approved } : known),
        ChatEvent.MessageModerated => PublishVerdict.Gone(known),
        _ => throw new RefoldUndecidedException(e, nameof(CasesRefold)),
    };
}

using System.Globalization;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>
/// Language and mood of a sample. Whether a message was asked about already is a mark in the state table, a read unit to look at and exact for ever; looking
/// for its command in the log would read up to 100 segments, ten times as much and more, and know nothing of older ones.
/// </summary>
public sealed class AnalyzeMessages(CommandLoop loop, StateTable state, AskLanguages ask, AnalyticsRates rates)
{
    /// <returns>Messages asked about, and what they cost.</returns>
    public async Task<(int Analyzed, double Units)> RunAsync(IReadOnlyList<RoutedText> messages, CancellationToken cancel)
    {
        List<(RoutedText Message, bool Sentiment)> sample = [];
        foreach (var message in messages)
        {
            var place = Sampling.PlaceOf(message.ConversationId, message.Seq);
            if (place < rates.Any && await MarkAsync(message, cancel) is null) sample.Add((message, place < rates.Sentiment));
        }
        if (sample.Count == 0) return (0, 0);

        var found = await ask.AskAsync([.. sample.Select(s => (s.Message.Text, s.Sentiment))], cancel);
        for (var i = 0; i < sample.Count; i++) await RecordAsync(sample[i].Message, found[i], cancel);
        return (sample.Count, found.Sum(f => f.Units));
    }

    private async Task RecordAsync(RoutedText m, TextAnalysis found, CancellationToken cancel)
    {
        var body = new ChatEvent.MessageAnalyzed(m.Seq, m.Seq, found.Language, found.Sentiment, found.Scores, found.Units);
        var mark = new StateWrite.PutDocument(
            m.ConversationId.AnalyticsLog.Value, StateKeys.Analyzed(m.Seq), JsonSerializer.Serialize(new AnalyzedMark(found.Units), AnalyticsJson.Default.AnalyzedMark), Seen: 0);
        var command = CommandId.Derive("analyzed", m.ConversationId.Value, m.Seq.ToString(CultureInfo.InvariantCulture));
        var outcome = await loop.RunAsync(
            new(m.ConversationId.AnalyticsLog, command, UserId.System),
            async fresh => fresh && await MarkAsync(m, cancel) is not null ? new Decision.Nothing() : new Decision.Write(GroupVersion: 0, [body], [mark]),
            cancel);
        if (outcome.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message);
    }

    private async Task<AnalyzedMark?> MarkAsync(RoutedText m, CancellationToken cancel) =>
        (await state.DocumentAsync(m.ConversationId.AnalyticsLog.Value, StateKeys.Analyzed(m.Seq), AnalyticsJson.Default.AnalyzedMark, cancel)).Value;
}

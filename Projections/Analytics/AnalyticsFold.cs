using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What analytics found in a conversation so far, and the projection's checkpoint of that log.</summary>
/// <param name="Languages">Messages by language, the commonest first: as many as Comprehend knows, about a hundred.</param>
/// <param name="Sentiments">Messages by sentiment, the commonest first.</param>
/// <param name="FirstResponseSeconds">Until an owner answered for the first time; null while nobody did.</param>
/// <param name="ResponseSeconds">Sum over all answers.</param>
public sealed record AnalyticsHead(
    long Seq, IReadOnlyList<CountedWord> Languages, IReadOnlyList<CountedWord> Sentiments, double? FirstResponseSeconds, double ResponseSeconds, int Responses)
{
    public static readonly AnalyticsHead Empty = new(0, [], [], null, 0, 0);
}

public readonly record struct CountedWord(string Word, long Count);

/// <summary>A conversation's figures: the head is all there is. Pure.</summary>
public static class AnalyticsFold
{
    /// <exception cref="InvalidDataException">Not an event of an analytics log; the log is parked there.</exception>
    public static AnalyticsHead Apply(AnalyticsHead head, RecordedEvent e) => (e.Body switch
    {
        ChatEvent.MessageAnalyzed analyzed => head with
        {
            Languages = Count(head.Languages, analyzed.Language),
            Sentiments = Count(head.Sentiments, analyzed.Sentiment),
        },
        ChatEvent.ResponseMeasured measured => head with
        {
            FirstResponseSeconds = head.FirstResponseSeconds ?? (measured.First ? measured.Seconds : null),
            ResponseSeconds = head.ResponseSeconds + measured.Seconds,
            Responses = head.Responses + 1,
        },
        _ => throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in {e.Log}, which is not an event of an analytics log."),
    }) with { Seq = e.Seq };

    internal static IReadOnlyList<CountedWord> Count(IReadOnlyList<CountedWord> words, string? word) => word is null
        ? words
        :
        [
            .. words.Where(w => w.Word != word).Append(new(word, words.FirstOrDefault(w => w.Word == word).Count + 1))
                .OrderByDescending(w => w.Count).ThenBy(w => w.Word, StringComparer.Ordinal),
        ];
}

using System.Collections.Concurrent;

namespace EventChat.Pipeline;

/// <summary>
/// Task <c>detect</c>: what the rules could not clear is put to Comprehend, the batch's texts together. A text that was seen before, here or in the last month, is
/// not asked again; what was answered before a failure is kept, so a second try buys only the rest.
/// </summary>
public sealed class AskComprehend(ToxicityCalls toxicity, PiiCalls pii, SeenTable seen)
{
    /// <exception cref="ComprehendThrottledException"/>
    /// <exception cref="ComprehendUnavailableException"/>
    public async Task<ScreeningBatch> RunAsync(ScreeningBatch batch, CancellationToken cancel)
    {
        var asked = batch.Escalated.ToList();
        var forToxicity = Texts(asked.Where(m => m.Ask!.Toxicity), 't');
        var forPii = Texts(asked.Where(m => m.Ask!.Pii), 'p');
        var known = await seen.FindAsync([.. forToxicity.Keys, .. forPii.Keys], cancel);
        var answers = new ConcurrentDictionary<string, Answer>(known.Select(k => KeyValuePair.Create(k.Key, new Answer(k.Value.Scores, k.Value.Pii))));
        try
        {
            await Task.WhenAll(toxicity.RunAsync(Unknown(forToxicity), KeepAsync, cancel), pii.RunAsync(Unknown(forPii), KeepAsync, cancel));
        }
        catch (Exception e) when (ComprehendFailures.Named(e) is var named && named != e)
        {
            throw named;
        }
        return batch with { Messages = Answered(batch.Messages, answers) };

        Dictionary<string, string> Unknown(Dictionary<string, string> texts) => texts.Where(t => !known.ContainsKey(t.Key)).ToDictionary();

        Task KeepAsync(string key, Answer answer)
        {
            answers[key] = answer;
            return seen.KeepAsync(key, new(answer.Scores, answer.Pii), cancel);
        }
    }

    private static Dictionary<string, string> Texts(IEnumerable<ScreenedMessage> messages, char kind) =>
        messages.GroupBy(m => Key(kind, m)).ToDictionary(m => m.Key, m => m.First().Text ?? "");

    /// <summary>Personal data is in the very characters; of what is toxic, case and blanks say little.</summary>
    private static string Key(char kind, ScreenedMessage message) =>
        SeenTable.Key(kind, kind == 't' ? FoldedText.Compact(message.Text ?? "") : message.Text ?? "");

    /// <summary>Without their texts: they are not needed any more. What was billed counts for the first message of its text.</summary>
    private static List<ScreenedMessage> Answered(IReadOnlyList<ScreenedMessage> messages, IReadOnlyDictionary<string, Answer> answers)
    {
        var billed = new HashSet<string>(StringComparer.Ordinal);
        return [.. messages.Select(m => m.Ask is not { } ask ? m : m with { Text = null, Answer = Join(m, ask) })];

        Answer Join(ScreenedMessage message, Question ask)
        {
            var (t, p) = (ask.Toxicity ? Find('t', message) : null, ask.Pii ? Find('p', message) : null);
            return new(t?.Scores, p?.Pii, (t?.Units ?? 0) + (p?.Units ?? 0));
        }

        Answer? Find(char kind, ScreenedMessage message)
        {
            var key = Key(kind, message);
            var answer = answers.GetValueOrDefault(key);
            return billed.Add(key) ? answer : answer is null ? null : answer with { Units = 0 };
        }
    }
}

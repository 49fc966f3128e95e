using Amazon.Comprehend;
using Amazon.Comprehend.Model;

namespace EventChat.Pipeline;

/// <summary>DetectPiiEntities, a text a call: the API takes no more.</summary>
public sealed class PiiCalls(IAmazonComprehend comprehend)
{
    /// <summary>Confidence from which on something found counts.</summary>
    private const double LeastScore = 0.8;

    /// <summary>What people say of themselves and each other in any talk: a policy on personal data does not mean these.</summary>
    private static readonly string[] Ordinary = ["NAME", "DATE_TIME", "AGE", "URL", "USERNAME"];

    /// <summary>Asked as English whatever the language: cards, accounts, telephones and addresses look alike everywhere.</summary>
    public async Task RunAsync(IReadOnlyDictionary<string, string> texts, Func<string, Answer, Task> answered, CancellationToken cancel)
    {
        foreach (var (key, text) in texts)
        {
            var answer = await comprehend.DetectPiiEntitiesAsync(new DetectPiiEntitiesRequest { LanguageCode = LanguageCode.En, Text = text }, cancel);
            var kinds = (answer.Entities ?? []).Where(e => e.Score >= LeastScore).Select(e => e.Type.Value).Except(Ordinary).Distinct().Order(StringComparer.Ordinal);
            await answered(key, new(Pii: [.. kinds], Units: ToxicityCalls.Units(text.Length)));
        }
    }
}

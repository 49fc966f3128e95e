using Amazon.Comprehend;
using Amazon.Comprehend.Model;

namespace EventChat.Pipeline;

/// <summary>DetectToxicContent over the segments of many texts, ten a call: a call is billed 300 characters at least.</summary>
public sealed class ToxicityCalls(IAmazonComprehend comprehend)
{
    /// <summary>Segments of one call: the API's bound.</summary>
    private const int SegmentsPerCall = 10;

    /// <summary>Characters of a unit, and units a call is billed at least.</summary>
    internal const double UnitCharacters = 100;
    internal const double LeastUnits = 3;

    private sealed class Progress(int segments)
    {
        public int Left = segments;
        public double Units;
        public readonly Dictionary<string, double> Scores = new(StringComparer.Ordinal);
    }

    /// <param name="texts">By key.</param>
    /// <param name="answered">Called for each text when its last segment is answered, so that what was bought is kept even if a later call fails.</param>
    public async Task RunAsync(IReadOnlyDictionary<string, string> texts, Func<string, Answer, Task> answered, CancellationToken cancel)
    {
        var segments = texts.SelectMany(t => TextSegments.Of(t.Value).Select(segment => (t.Key, Text: segment))).ToList();
        var progress = segments.GroupBy(s => s.Key).ToDictionary(s => s.Key, s => new Progress(s.Count()));
        foreach (var blank in texts.Keys.Where(key => !progress.ContainsKey(key))) await answered(blank, new(new Dictionary<string, double>()));
        foreach (var call in segments.Chunk(SegmentsPerCall))
        {
            var answer = await comprehend.DetectToxicContentAsync(new DetectToxicContentRequest
            {
                LanguageCode = LanguageCode.En, TextSegments = [.. call.Select(s => new TextSegment { Text = s.Text })],
            }, cancel);
            var characters = call.Sum(s => s.Text.Length);
            var units = Units(characters);
            for (var at = 0; at < call.Length; at++)
            {
                var text = progress[call[at].Key];
                foreach (var label in answer.ResultList[at].Labels ?? []) text.Scores[label.Name.Value] = Math.Max(text.Scores.GetValueOrDefault(label.Name.Value), Rounded(label.Score));
                text.Units += units * call[at].Text.Length / characters;
                if (--text.Left == 0) await answered(call[at].Key, new(text.Scores, Units: Math.Round(text.Units, 3)));
            }
        }
    }

    internal static double Units(int characters) => Math.Max(LeastUnits, Math.Ceiling(characters / UnitCharacters));

    /// <summary>A float's 0.9 is 0.8999999762: four places are more than the service means.</summary>
    internal static double Rounded(float? score) => Math.Round(score ?? 0, 4);
}

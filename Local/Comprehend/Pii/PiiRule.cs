using System.Text.RegularExpressions;

namespace EventChat.Local.Comprehend.Pii;

/// <param name="Begin">Unicode code points from the beginning of the text, as Comprehend counts.</param>
internal sealed record PiiEntity(string Type, double Score, int Begin, int End);

/// <summary>One kind of personal data.</summary>
/// <param name="Pattern">The group <c>v</c>, if there is one, is the value; around it stands what says so.</param>
/// <param name="IsValid">Null: the pattern says it all.</param>
internal sealed record PiiRule(string Type, double Score, Regex Pattern, Func<string, bool>? IsValid = null)
{
    /// <summary>Start and length in UTF-16.</summary>
    public IEnumerable<(int At, int Length)> In(string text)
    {
        foreach (Match match in Pattern.Matches(text))
        {
            var value = match.Groups["v"] is { Success: true } named ? (Capture)named : match;
            if (IsValid?.Invoke(value.Value) is not false) yield return (value.Index, value.Length);
        }
    }
}

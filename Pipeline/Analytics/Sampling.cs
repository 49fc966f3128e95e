using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>Shares of messages, 0 to 1. Default: 0.01 each, $6 per million messages of 300 characters at most.</summary>
/// <param name="Language">Messages whose language Comprehend is asked for; at least as many as <paramref name="Sentiment"/>, which can not be asked without.</param>
public sealed record AnalyticsRates(double Language = AnalyticsRates.Default, double Sentiment = AnalyticsRates.Default)
{
    private const double Default = 0.01;

    public double Any => Math.Max(Language, Sentiment);

    /// <exception cref="InvalidOperationException">A rate is no number from 0 to 1.</exception>
    public static AnalyticsRates From(IReadOnlyDictionary<string, string> environment) =>
        new(Read(environment, EnvironmentNames.LanguageRate), Read(environment, EnvironmentNames.SentimentRate));

    private static double Read(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (environment.GetValueOrDefault(name) is not { Length: > 0 } text) return Default;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
            ? rate
            : throw new InvalidOperationException($"{name} is '{text}', which is no number from 0 to 1.");
    }
}

public static class Sampling
{
    /// <summary>A message's place in the sample, 0 to 1: in it whenever the rate is above. Made of what the message is called, so it is the same on every repetition.</summary>
    public static double PlaceOf(ConversationId conversation, long seq)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{conversation}|{seq}")));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) / (ulong.MaxValue + 1.0);
    }
}

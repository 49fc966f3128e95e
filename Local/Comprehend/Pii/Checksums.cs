using System.Globalization;
using System.Numerics;

namespace EventChat.Local.Comprehend.Pii;

/// <summary>What tells a real number from one that only looks like it.</summary>
internal static class Checksums
{
    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>Cards and Canadian insurance numbers (ISO/IEC 7812).</summary>
    public static bool Luhn(string text)
    {
        var digits = Digits(text);
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            if (at % 2 == 1 && (digit *= 2) > 9) digit -= 9;
            sum += digit;
        }
        return digits.Distinct().Count() > 1 && sum % 10 == 0;
    }

    /// <summary>ISO 13616: the number as a whole leaves 1 when divided by 97.</summary>
    public static bool Iban(string text)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (plain.Length is < 15 or > 34) return false;
        var number = string.Concat((plain[4..] + plain[..4]).Select(c => char.IsAsciiDigit(c) ? $"{c}" : $"{c - 'A' + 10}"));
        return BigInteger.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value % 97 == 1;
    }

    /// <summary>Never given out: area 000, 666 and 900 up, group 00, serial 0000.</summary>
    public static bool SocialSecurity(string text) =>
        Digits(text) is { Length: 9 } d && d[..3] is not ("000" or "666") && d[0] is not '9' && d[3..5] is not "00" && d[5..] is not "0000";

    /// <summary>ABA: weights 3, 7, 1.</summary>
    public static bool BankRouting(string text) =>
        Digits(text) is { Length: 9 } d && d.Select((c, at) => (c - '0') * (at % 3 == 0 ? 3 : at % 3 == 1 ? 7 : 1)).Sum() is var sum and > 0 && sum % 10 == 0;

    /// <summary>Modulus 11 over nine digits.</summary>
    public static bool HealthService(string text)
    {
        if (Digits(text) is not { Length: 10 } d) return false;
        var check = 11 - d[..9].Select((c, at) => (c - '0') * (10 - at)).Sum() % 11;
        return check is not 10 && check % 11 == d[9] - '0';
    }

    /// <summary>ISO 3779: the ninth character checks the other sixteen.</summary>
    public static bool Vehicle(string text)
    {
        const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ", Values = "12345678123457923456789";
        int[] weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        var sum = text.ToUpperInvariant().Select((c, at) => weights[at] * (char.IsAsciiDigit(c) ? c - '0' : Values[Letters.IndexOf(c, StringComparison.Ordinal)] - '0')).Sum();
        return text.Any(char.IsAsciiDigit) && "0123456789X"[sum % 11] == char.ToUpperInvariant(text[8]);
    }
}

using System.Net;
using System.Text.RegularExpressions;

namespace EventChat.Local.Comprehend.Pii;

/// <summary>The kinds that are looked for, the surest first: what one has found, a later one does not get.</summary>
internal static partial class PiiRules
{
    private const RegexOptions Anyhow = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    public static readonly PiiRule[] All =
    [
        new("EMAIL", 0.99, Email),
        new("URL", 0.99, Url),
        new("AWS_ACCESS_KEY", 0.99, AwsAccessKey),
        new("AWS_SECRET_KEY", 0.97, AwsSecretKey, key => key.Any(char.IsAsciiDigit) && key.Any(char.IsAsciiLetterUpper) && key.Any(char.IsAsciiLetterLower)),
        new("INTERNATIONAL_BANK_ACCOUNT_NUMBER", 0.99, Iban, Checksums.Iban),
        new("MAC_ADDRESS", 0.99, Mac),
        new("IP_ADDRESS", 0.99, Ipv4, text => IPAddress.TryParse(text, out _)),
        new("IP_ADDRESS", 0.98, Ipv6, text => text.Any(char.IsAsciiDigit) && text.Count(c => c == ':') >= 2 && IPAddress.TryParse(text, out _)),
        new("CREDIT_DEBIT_NUMBER", 0.99, Card, text => Checksums.Digits(text).Length is (>= 13 and <= 16) or 19 && Checksums.Luhn(text)),
        new("CREDIT_DEBIT_CVV", 0.95, Cvv),
        new("CREDIT_DEBIT_EXPIRY", 0.95, Expiry),
        new("US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER", 0.95, TaxIdentification),
        new("SSN", 0.99, SocialSecurity, Checksums.SocialSecurity),
        new("UK_NATIONAL_INSURANCE_NUMBER", 0.96, NationalInsurance),
        new("UK_NATIONAL_HEALTH_SERVICE_NUMBER", 0.96, HealthService, Checksums.HealthService),
        new("CA_SOCIAL_INSURANCE_NUMBER", 0.96, SocialInsurance, Checksums.Luhn),
        new("VEHICLE_IDENTIFICATION_NUMBER", 0.96, Vehicle, Checksums.Vehicle),
        new("SWIFT_CODE", 0.95, Swift),
        new("BANK_ROUTING", 0.95, BankRouting, Checksums.BankRouting),
        new("BANK_ACCOUNT_NUMBER", 0.93, BankAccount),
        new("PASSPORT_NUMBER", 0.93, Passport),
        new("DRIVER_ID", 0.92, DriverId),
        new("PASSWORD", 0.95, Password),
        new("USERNAME", 0.92, Username),
        new("PIN", 0.95, Pin),
        new("DATE_TIME", 0.97, Date),
        new("PHONE", 0.98, Phone, text => Checksums.Digits(text).Length is >= 7 and <= 15),
        new("ADDRESS", 0.95, Address),
        new("AGE", 0.96, Age),
        new("NAME", 0.93, Introduction),
        new("NAME", 0.95, Titled),
    ];

    [GeneratedRegex(@"(?<![\w.+-])[A-Z0-9][A-Z0-9._%+-]{0,63}@(?:[A-Z0-9-]{1,63}\.){1,8}[A-Z]{2,24}(?![\w-])", Anyhow)]
    private static partial Regex Email { get; }

    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""']{3,2000}(?<![.,;:!?)\]])", Anyhow)]
    private static partial Regex Url { get; }

    [GeneratedRegex(@"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])|(?<![A-Z0-9])AKIAIOSFODNN7EXAMPLE(?![A-Z0-9])")]
    private static partial Regex AwsAccessKey { get; }

    [GeneratedRegex(@"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")]
    private static partial Regex AwsSecretKey { get; }

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban { get; }

    [GeneratedRegex(@"(?<![\w:-])(?:[0-9A-F]{2}([:-]))(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}(?![\w:-])", Anyhow)]
    private static partial Regex Mac { get; }

    [GeneratedRegex(@"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")]
    private static partial Regex Ipv4 { get; }

    [GeneratedRegex(@"(?<![\w:.])[0-9A-F:]{0,4}(?::[0-9A-F]{0,4}){2,7}(?![\w:])", Anyhow)]
    private static partial Regex Ipv6 { get; }

    [GeneratedRegex(@"(?<![\d.-])[2-6](?:[ -]?\d){12,18}(?![\d-])")]
    private static partial Regex Card { get; }

    [GeneratedRegex(@"\b(?:cvv2?|cvc2?|security code)(?: is|:|=)?\s{0,3}(?<v>\d{3,4})\b", Anyhow)]
    private static partial Regex Cvv { get; }

    [GeneratedRegex(@"\b(?:exp(?:iry|ires|iration)?(?: date)?|valid (?:thru|until))(?: is|:|=|\.)?\s{0,3}(?<v>(?:0[1-9]|1[0-2]) ?/ ?(?:20)?\d{2})\b", Anyhow)]
    private static partial Regex Expiry { get; }

    [GeneratedRegex(@"(?<![\d-])9\d{2}-(?:5\d|6[0-5]|[78]\d|9[0-24-9])-\d{4}(?![\d-])")]
    private static partial Regex TaxIdentification { get; }

    [GeneratedRegex(@"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])|\b(?:ssn|social security(?: number)?)(?: is|:|#)?\s{0,3}(?<v>\d{3}[ -]?\d{2}[ -]?\d{4})(?!\d)", Anyhow)]
    private static partial Regex SocialSecurity { get; }

    [GeneratedRegex(@"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")]
    private static partial Regex NationalInsurance { get; }

    [GeneratedRegex(@"\bnhs(?: number| no\.?)?(?: is|:)?\s{0,3}(?<v>\d{3}[ -]?\d{3}[ -]?\d{4})\b", Anyhow)]
    private static partial Regex HealthService { get; }

    [GeneratedRegex(@"\b(?:sin|social insurance(?: number)?)(?: is|:)?\s{0,3}(?<v>\d{3}[ -]?\d{3}[ -]?\d{3})\b", Anyhow)]
    private static partial Regex SocialInsurance { get; }

    [GeneratedRegex(@"\b[A-HJ-NPR-Z0-9]{17}\b")]
    private static partial Regex Vehicle { get; }

    [GeneratedRegex(@"\b(?:swift|bic)(?: code)?(?: is|:)?\s{0,3}(?<v>(?-i:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?))\b", Anyhow)]
    private static partial Regex Swift { get; }

    [GeneratedRegex(@"\brouting(?: number| no\.?)?(?: is|:)?\s{0,3}(?<v>\d{9})\b", Anyhow)]
    private static partial Regex BankRouting { get; }

    [GeneratedRegex(@"\baccount(?: number| no\.?)(?: is|:)?\s{0,3}(?<v>\d{6,17})\b", Anyhow)]
    private static partial Regex BankAccount { get; }

    [GeneratedRegex(@"\bpassport(?: number| no\.?)?(?: is|:)?\s{0,3}(?<v>[A-Z]{0,2}\d{6,9})\b", Anyhow)]
    private static partial Regex Passport { get; }

    [GeneratedRegex(@"\bdriver'?s? licen[sc]e(?: number| no\.?)?(?: is|:)?\s{0,3}(?<v>[A-Z]{0,2}\d{5,13})\b", Anyhow)]
    private static partial Regex DriverId { get; }

    [GeneratedRegex(@"\bpass(?:word|phrase)(?: is|:|=)\s{0,3}(?<v>\S{4,64}(?<![.,;]))", Anyhow)]
    private static partial Regex Password { get; }

    [GeneratedRegex(@"\b(?:user ?name|login|user id)(?: is|:|=)\s{0,3}(?<v>[\w.-]{2,64}(?<![.]))", Anyhow)]
    private static partial Regex Username { get; }

    [GeneratedRegex(@"\bpin(?: code| number)?(?: is|:|=)?\s{0,3}(?<v>\d{4,6})\b", Anyhow)]
    private static partial Regex Pin { get; }

    [GeneratedRegex(@"\b(?:(?:19|20)\d{2}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:19|20)\d{2}|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,? (?:19|20)\d{2})?)\b", Anyhow)]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"(?<![\w.+/-]|\d )(?:\+\d{1,3}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[ .-]\d{4}|0\d{2,4}[ /-]\d{3,4}[ -]?\d{3,4})(?![\w-])")]
    private static partial Regex Phone { get; }

    [GeneratedRegex(@"\b\d{1,5}[A-Za-z]? (?:(?-i:[A-Z0-9])[\w'.]{0,20} ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|drive|dr|court|ct|square|sq|place|pl|way|terrace)\b\.?(?:, ?(?-i:[A-Z])[\w' ]{1,30})?(?:,? (?-i:[A-Z]{2}) \d{5}(?:-\d{4})?)?", Anyhow)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\b(?:i am|i'm|aged?|she is|he is)\s(?<v>1?\d{1,2})(?! ?(?:%|percent|minutes?|hours?|days?|km|miles|points?))\b(?= years|,|\.|$| and)|\b(?<v>1?\d{1,2}[ -]years?[ -]olds?)\b", Anyhow)]
    private static partial Regex Age { get; }

    [GeneratedRegex(@"\b(?i:my name is|mi nombre es|me llamo|my name's|i am called)\s(?<v>\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,3})\b")]
    private static partial Regex Introduction { get; }

    [GeneratedRegex(@"\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra)\.? (?<v>\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,2})\b")]
    private static partial Regex Titled { get; }
}

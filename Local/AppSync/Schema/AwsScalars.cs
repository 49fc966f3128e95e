using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Schema;

/// <summary>A scalar of AppSync that is text of a certain form.</summary>
internal abstract class TextScalar : ScalarGraphType
{
    protected abstract bool IsValid(string text);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text when IsValid((string)text.Value) => (string)text.Value,
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value, null),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when IsValid(text) => text,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        string text when IsValid(text) => text,
        _ => throw new InvalidOperationException($"Unable to serialize `{PlainValues.ToJson(value)}` as a valid {Name}."),
    };
}

/// <summary>Scalars whose form a regular expression says (AppSync developer guide, "Scalar types").</summary>
internal sealed partial class PatternScalar : TextScalar
{
    private readonly Regex _pattern;
    private readonly Func<string, bool> _also;

    private PatternScalar(string name, Regex pattern, Func<string, bool>? also = null)
    {
        Name = name;
        _pattern = pattern;
        _also = also ?? (_ => true);
    }

    protected override bool IsValid(string text) => _pattern.IsMatch(text) && _also(text);

    public static IEnumerable<ScalarGraphType> All =>
    [
        new PatternScalar("AWSDate", Date, text => DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        new PatternScalar("AWSTime", Time),
        new PatternScalar("AWSDateTime", Instant, text => DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        new PatternScalar("AWSEmail", Email),
        new PatternScalar("AWSPhone", Phone),
        new PatternScalar("AWSURL", Url, text => Uri.TryCreate(text, UriKind.Absolute, out var url) && !url.AbsolutePath.Contains("//", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2}(:\d{2})?)?\z")]
    private static partial Regex Date { get; }

    [GeneratedRegex(@"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)?\z")]
    private static partial Regex Time { get; }

    // Unlike the two others it names its offset.
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}(:\d{2})?)\z")]
    private static partial Regex Instant { get; }

    [GeneratedRegex(@"^[^@\s]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex Email { get; }

    [GeneratedRegex(@"^\+?[0-9][0-9 -]{2,20}\z")]
    private static partial Regex Phone { get; }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+\z")]
    private static partial Regex Url { get; }
}

internal sealed class IPAddressScalar : TextScalar
{
    public IPAddressScalar() => Name = "AWSIPAddress";

    protected override bool IsValid(string text) =>
        text.Contains('/', StringComparison.Ordinal) ? IPNetwork.TryParse(text, out _) : IPAddress.TryParse(text, out _) && (text.Contains('.', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal));
}

/// <summary>Whole seconds since 1970, negative ones too.</summary>
internal sealed class TimestampScalar : LongGraphType
{
    public TimestampScalar() => Name = "AWSTimestamp";
}

/// <summary>JSON text outside, a value inside: resolvers see what the text holds, and what they return is written as text.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar() => Name = "AWSJSON";

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => TryParse((string)text.Value, out var parsed) ? parsed : ThrowLiteralConversionError(value, null),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value, null),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when TryParse(text, out var parsed) => parsed,
        _ => ThrowValueConversionError(value),
    };

    // Text that is JSON already is passed on: resolvers read such text from tables.
    public override object? Serialize(object? value) => value switch
    {
        null => null,
        string text when TryParse(text, out _) => text,
        _ => PlainValues.ToJson(value),
    };

    private static bool TryParse(string text, out object? value)
    {
        try
        {
            value = PlainValues.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }
}

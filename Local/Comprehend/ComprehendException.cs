using System.Globalization;
using EventChat.Local.Wire;

namespace EventChat.Local.Comprehend;

/// <summary>An error of the API as it goes over the wire.</summary>
/// <param name="status">400, or 500 for an outage.</param>
/// <param name="reason">Of an InvalidRequestException.</param>
internal sealed class ComprehendException(string type, string message, int status = 400, string? reason = null) : WireException(type, message)
{
    public int Status => status;

    public string? Reason => reason;

    public static ComprehendException Constraint(string member, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static ComprehendException TooLong(int most, int given) => new("TextSizeLimitExceededException", string.Create(CultureInfo.InvariantCulture,
        $"Input text size exceeds limit. Max length of request text allowed is {most} bytes while in this request the text size is {given} bytes"));

    public static ComprehendException TooMany(int most) =>
        new("BatchSizeLimitExceededException", $"The number of documents in the request exceeds the limit of {most}. Try your request again with fewer documents.");

    public static ComprehendException Language(string code, string knows) =>
        new("UnsupportedLanguageException", $"'{code}' is not supported by this operation; it takes {knows}.");
}

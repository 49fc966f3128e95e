using EventChat.Local.Wire;

namespace EventChat.Local.Ses;

/// <summary>An error of the API as it goes over the wire.</summary>
/// <param name="status">HTTP's.</param>
internal sealed class SesException(string type, string message, int status = 400) : WireException(type, message)
{
    public int Status => status;

    public static SesException BadRequest(string message) => new("BadRequestException", message);

    public static SesException Rejected(string message) => new("MessageRejected", message);

    public static SesException NotFound(string message) => new("NotFoundException", message, status: 404);
}

namespace EventChat.Local.Sns;

/// <summary>An error of the API as it goes over the wire.</summary>
/// <param name="code">AWS's name of it in the query protocol, e.g. <c>InvalidParameter</c>.</param>
internal sealed class SnsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code => code;

    public int Status => status;

    public static SnsException Invalid(string message) => new("InvalidParameter", $"Invalid parameter: {message}");

    public static SnsException NotFound(string what) => new("NotFound", $"{what} does not exist", 404);

    public static SnsException Disabled() => new("EndpointDisabled", "Endpoint is disabled");
}

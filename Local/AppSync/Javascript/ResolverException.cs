namespace EventChat.Local.AppSync.Javascript;

/// <summary>A field error as the client sees it: what <c>util.error</c> raises, and what AppSync raises itself.</summary>
/// <param name="type">The error's <c>errorType</c>.</param>
internal sealed class ResolverException(string message, string? type, object? data = null, object? info = null) : Exception(message)
{
    public string? Type => type;

    /// <summary>The error's own <c>data</c>, a plain value.</summary>
    public new object? Data => data;

    /// <summary>The error's <c>errorInfo</c>, a plain value.</summary>
    public object? Info => info;

    public static ResolverException Unauthorized(string field, string type) =>
        new($"Not Authorized to access {field} on type {type}", "Unauthorized");
}

/// <summary><c>util.unauthorized()</c>: the field is refused as if a directive had refused it.</summary>
internal sealed class UnauthorizedSignal : Exception;

/// <summary><c>runtime.earlyReturn</c>: the data source and the response handler are skipped.</summary>
internal sealed class EarlyReturnSignal(object? value, bool toEnd) : Exception
{
    public object? Value => value;

    /// <summary>The rest of the pipeline is skipped, not this function alone.</summary>
    public bool ToEnd => toEnd;
}

using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the Runtime API says about an invocation: its payload, and the headers around it.</summary>
internal sealed class NextInvocation(HttpResponseMessage response, Stream payload) : IDisposable
{
    public Stream Payload { get; } = payload;

    public string RequestId { get; } = Header(response, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new RuntimeApiException("An invocation came without its request id.");

    public string FunctionArn { get; } = Header(response, "Lambda-Runtime-Invoked-Function-Arn");
    public string TraceId { get; } = Header(response, "Lambda-Runtime-Trace-Id");
    public string TenantId { get; } = Header(response, "Lambda-Runtime-Aws-Tenant-Id");
    public string ClientContext { get; } = Header(response, "Lambda-Runtime-Client-Context");
    public string CognitoIdentity { get; } = Header(response, "Lambda-Runtime-Cognito-Identity");

    public DateTimeOffset Deadline { get; } = long.TryParse(
        Header(response, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : DateTimeOffset.MaxValue;

    public void Dispose() => response.Dispose();

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}

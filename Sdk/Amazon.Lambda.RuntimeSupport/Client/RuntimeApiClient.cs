using System.Net;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient(HttpClient http, string endpoint)
{
    private readonly string _base = $"http://{endpoint}/2018-06-01/runtime";

    public async Task<NextInvocation> NextAsync(CancellationToken cancellationToken)
    {
        var response = await http.GetAsync($"{_base}/invocation/next", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.OK, cancellationToken);
        return new NextInvocation(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    public async Task RespondAsync(string requestId, Stream answer, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(answer);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync($"{_base}/invocation/{requestId}/response", content, cancellationToken);
        // Lambda has failed this invocation already (Function.ResponseSizeTooLarge); the next one is unharmed.
        if (response.StatusCode is HttpStatusCode.RequestEntityTooLarge) return;
        await EnsureAsync(response, HttpStatusCode.Accepted, cancellationToken);
    }

    public Task ReportInvocationErrorAsync(string requestId, Exception error, CancellationToken cancellationToken) =>
        ReportAsync($"{_base}/invocation/{requestId}/error", error, cancellationToken);

    public Task ReportInitErrorAsync(Exception error, CancellationToken cancellationToken) =>
        ReportAsync($"{_base}/init/error", error, cancellationToken);

    private async Task ReportAsync(string url, Exception error, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(ExceptionDocument.Write(error));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", error.GetType().Name);
        using var response = await http.SendAsync(request, cancellationToken);
        await EnsureAsync(response, HttpStatusCode.Accepted, cancellationToken);
    }

    private static async Task EnsureAsync(HttpResponseMessage response, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        if (response.StatusCode == expected) return;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        response.Dispose();
        throw new RuntimeApiException($"The Runtime API answered {(int)response.StatusCode}: {body}");
    }
}

/// <summary>The Runtime API did not do its part; the process can not go on.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);

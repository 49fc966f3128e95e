using System.Net;
using Amazon.Runtime;

namespace EventChat.UnitTests.Sdk;

/// <summary>Answers an SDK client in place of the network, and keeps what was sent.</summary>
internal sealed class FakeHttp(Func<string, HttpResponseMessage> answer) : HttpClientFactory
{
    public List<(HttpRequestMessage Request, string Body)> Sent { get; } = [];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status)
    {
        Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-amz-json-1.0"),
    };

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this), disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(FakeHttp fake) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            fake.Sent.Add((request, body));
            return fake.Answer(body);
        }
    }

    private HttpResponseMessage Answer(string body) => answer(body);
}

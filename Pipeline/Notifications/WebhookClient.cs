using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;

namespace EventChat.Pipeline;

/// <summary>
/// POSTs to addresses that users chose. https only; the name is resolved here and each connection goes to an address that was looked at, so a name that changes its
/// mind between check and use gains nothing; no proxy, no cookies, and a redirect is a failure, never followed.
/// </summary>
public sealed class WebhookClient : IDisposable
{
    /// <summary>Seconds for all of a call, the name's resolution included.</summary>
    public const int TimeoutSeconds = 5;

    /// <summary>Bytes of an answer that are read. Its status says all we want to know.</summary>
    private const int AnswerBytes = 4_096;

    private readonly PublicAddresses _addresses;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="trust">How a target's certificate is judged; null: by the system's authorities.</param>
    public WebhookClient(PublicAddresses addresses, TimeProvider time, RemoteCertificateValidationCallback? trust = null)
    {
        (_addresses, _time) = (addresses, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = AnswerBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            SslOptions = new() { RemoteCertificateValidationCallback = trust },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="id">The same whenever this delivery is tried again.</param>
    /// <exception cref="WebhookFailedException">Not now: no answer, 3xx, 408, 429 or 5xx.</exception>
    /// <exception cref="WebhookRefusedException">Never: another 4xx, or an address that is not called.</exception>
    public async Task PostAsync(string url, string secret, string id, byte[] body, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !PublicAddresses.AllowPort(uri.Port))
            throw new WebhookRefusedException("The target is no https address on an allowed port.");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(TimeoutSeconds), _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var request = Request(uri, secret, id, body);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            Judge(answer.StatusCode);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new WebhookFailedException($"No answer within {TimeoutSeconds} s.", e);
        }
        catch (HttpRequestException e) when (Refusal(e) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new WebhookFailedException("The target can not be reached.", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri uri, string secret, string id, byte[] body)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("EventChat-Webhook", "1"));
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, timestamp, body));
        request.Headers.Add(WebhookSignature.DeliveryHeader, id);
        return request;
    }

    private static void Judge(HttpStatusCode status)
    {
        switch ((int)status)
        {
            case >= 200 and < 300: return;
            case >= 400 and < 500 and not 408 and not 429: throw new WebhookRefusedException($"The target answered {(int)status}.");
            default: throw new WebhookFailedException($"The target answered {(int)status}.");
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancel);
        IPAddress[] allowed = [.. found.Where(_addresses.Allow)];
        if (allowed.Length == 0) throw new WebhookRefusedException("The target's addresses are not called.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static WebhookRefusedException? Refusal(Exception? e) => e is null ? null : e as WebhookRefusedException ?? Refusal(e.InnerException);
}

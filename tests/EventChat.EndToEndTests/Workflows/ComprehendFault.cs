using System.Net.Http.Json;
using EventChat.EndToEndTests.Host;

namespace EventChat.EndToEndTests.Workflows;

/// <summary>Comprehend's stand-in in trouble, until disposed.</summary>
internal sealed class ComprehendFault : IDisposable
{
    private readonly HttpClient _http;

    private ComprehendFault(HttpClient http) => _http = http;

    /// <param name="fault"><c>throttling</c>, <c>outage</c> or <c>connection</c>.</param>
    public static async Task<ComprehendFault> SetAsync(RunningHost host, string fault)
    {
        var http = new HttpClient { BaseAddress = host.BaseUrl };
        (await http.PostAsJsonAsync("/_local/comprehend/faults", new { fault })).EnsureSuccessStatusCode();
        return new(http);
    }

    public void Dispose()
    {
        using var end = new HttpRequestMessage(HttpMethod.Delete, "/_local/comprehend/faults");
        _http.Send(end).EnsureSuccessStatusCode();
        _http.Dispose();
    }
}

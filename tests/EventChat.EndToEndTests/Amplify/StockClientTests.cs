using EventChat.EndToEndTests.Host;
using EventChat.EndToEndTests.Node;
using Xunit.Abstractions;

namespace EventChat.EndToEndTests.Amplify;

/// <summary>Unmodified aws-amplify in Node, over TLS, through its public API only. The steps are in <c>tests/amplify/stock-client.mjs</c>.</summary>
[Collection(SharedHostTests.Name)]
public sealed class StockClientTests(SharedHost shared, ITestOutputHelper output) : IDisposable
{
    private const string Package = "tests/amplify";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventchat-amplify-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task The_stock_aws_amplify_client_signs_up_signs_in_queries_sends_and_subscribes()
    {
        NodeScript.SkipUnlessInstalled(Package);
        var outputs = Path.Combine(_folder.FullName, "amplify_outputs.json");
        var (exit, said) = await OperatorCommand.RunAsync(
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = shared.Host.CaFile }, "config", "--stack", "local", "--endpoint", shared.Host.TlsUrl.ToString(), "--out", outputs);
        Assert.True(exit == 0, said);
        var tap = await NodeScript.RunAsync(Package, ["stock-client.mjs"], new Dictionary<string, string>
        {
            ["EVENTCHAT_TLS_URL"] = shared.Host.TlsUrl.ToString().TrimEnd('/'),
            ["EVENTCHAT_AMPLIFY_OUTPUTS"] = outputs,
            ["EVENTCHAT_PASSWORD"] = shared.Host.Password,
            ["NODE_EXTRA_CA_CERTS"] = shared.Host.CaFile,
        });
        output.WriteLine(tap);
        NodeScript.AssertEveryStepPassed(tap);
    }
}

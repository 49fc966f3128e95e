using EventChat.EndToEndTests.Host;
using EventChat.EndToEndTests.Node;
using Xunit.Abstractions;

namespace EventChat.EndToEndTests.Amplify;

/// <summary>Unmodified aws-amplify in Node, over TLS, through its public API only. The steps are in <c>tests/amplify/stock-client.mjs</c>.</summary>
[Collection(SharedHostTests.Name)]
public sealed class StockClientTests(SharedHost shared, ITestOutputHelper output)
{
    private const string Package = "tests/amplify";

    [SkippableFact]
    public async Task The_stock_aws_amplify_client_signs_up_signs_in_queries_sends_and_subscribes()
    {
        NodeScript.SkipUnlessInstalled(Package);
        var (exit, configuration) = await OperatorCommand.RunAsync(shared.Host, "config", "--tls");
        Assert.True(exit == 0, configuration);
        var file = Path.Combine(Path.GetTempPath(), $"eventchat-{Guid.NewGuid():N}-amplify_outputs.json");
        await File.WriteAllTextAsync(file, configuration);
        try
        {
            await RunAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task RunAsync(string outputs)
    {
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

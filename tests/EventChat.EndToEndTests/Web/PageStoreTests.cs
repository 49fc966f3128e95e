using EventChat.EndToEndTests.Node;
using Xunit.Abstractions;

namespace EventChat.EndToEndTests.Web;

/// <summary>The page's own unit tests (<c>Web/test</c>): its store against a log, with frames lost, doubled and reordered.</summary>
public sealed class PageStoreTests(ITestOutputHelper output)
{
    private const string Package = "Web";

    [SkippableFact]
    public async Task The_pages_store_ends_equal_to_the_log_whatever_frames_do()
    {
        NodeScript.SkipUnlessInstalled(Package);
        var said = await NodeScript.RunAsync(Package, ["node_modules/vitest/vitest.mjs", "run", "--reporter=tap-flat"], new Dictionary<string, string>());
        output.WriteLine(said);
        NodeScript.AssertEveryStepPassed(said);
    }
}

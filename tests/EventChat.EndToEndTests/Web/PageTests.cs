using EventChat.EndToEndTests.Host;
using EventChat.EndToEndTests.Node;
using Xunit.Abstractions;

namespace EventChat.EndToEndTests.Web;

/// <summary>The real page in Debian's Chromium, two people at two browsers. The steps are in <c>tests/amplify/pages.mjs</c>.</summary>
[Collection(SharedHostTests.Name)]
public sealed class PageTests(SharedHost shared, ITestOutputHelper output)
{
    private const string Package = "tests/amplify";

    [SkippableFact]
    public Task Two_people_chat_at_two_browsers_through_absence_and_by_keyboard_alone() => PlayAsync("pages.mjs");

    /// <summary>The steps are in <c>tests/amplify/operations.mjs</c>.</summary>
    [SkippableFact]
    public Task An_operator_rebuilds_and_rolls_back_at_a_browser() => PlayAsync("operations.mjs");

    private async Task PlayAsync(string script)
    {
        NodeScript.SkipUnlessInstalled(Package);
        NodeScript.SkipWithoutBrowser();
        var tap = await NodeScript.RunAsync(Package, [script], new Dictionary<string, string>
        {
            ["EVENTCHAT_URL"] = shared.Host.BaseUrl.ToString().TrimEnd('/'),
            ["EVENTCHAT_PASSWORD"] = shared.Host.Password,
        });
        output.WriteLine(tap);
        NodeScript.AssertEveryStepPassed(tap);
    }
}

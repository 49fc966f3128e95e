using EventChat.EmulatorTests.StepFunctions;

namespace EventChat.EmulatorTests;

/// <summary>Run by tests that kill it; a test run does not come here.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["states", var folder, var language]) return 2;
        await StatesProcess.ServeAsync(folder, language);
        return 0;
    }
}

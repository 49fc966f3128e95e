namespace EventChat.Asl.Conformance;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder] || !Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync("usage: Asl.Conformance DIR   runs every case of the folder's *.json files; cases that need a server are skipped");
            return 2;
        }
        int passed = 0, failed = 0, skipped = 0, uncertain = 0;
        foreach (var one in CaseFolder.Read(folder))
        {
            if (one.IsIntegration)
            {
                skipped++;
                Console.WriteLine($"skipped {one.Name}: it needs a server");
                continue;
            }
            var differences = await CaseRun.RunAsync(one);
            if (differences.Count == 0) passed++;
            else if (one.IsUncertain) uncertain++;
            else failed++;
            foreach (var (field, expected, actual) in differences)
                Console.WriteLine($"{(one.IsUncertain ? "uncertain" : "FAILED")} {one.Name} {field}\n  expected {Shortened(expected)}\n  actual   {Shortened(actual)}");
        }
        if (skipped + uncertain > 0) Console.WriteLine($"{skipped} skipped, {uncertain} uncertain and different");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string Shortened(string text) => text.Length <= 600 ? text : $"{text[..600]}… ({text.Length} characters)";
}

using System.Text.Json.Nodes;

namespace EventChat.EmulatorTests.StepFunctions;

/// <summary>SIGKILL while Express executions run that nobody waits for: each runs at least once.</summary>
public sealed class ExpressKillTests : IDisposable
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    private readonly string _folder = Directory.CreateTempSubdirectory("states-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_accepted_is_run_again_and_what_had_ended_is_not()
    {
        var definition = $$$$$$"""
            {"StartAt":"A","States":{
              "A":{"Type":"Task","Resource":"{{{{{{Function}}}}}}","Parameters":{"n.$":"States.Format('slow {}', $.n)"},"ResultPath":"$.r","Next":"B"},
              "B":{"Type":"Task","Resource":"{{{{{{Function}}}}}}","Parameters":{"n.$":"States.Format('last {}', $.n)"},"End":true}}}
            """;
        string arn;
        await using (var process = await StatesProcess.StartAsync(_folder, "asl"))
        {
            arn = $"{(await process.Client.CallAsync("CreateStateMachine", new { name = "m", type = "EXPRESS", definition, roleArn = "arn:aws:iam::000000000000:role/states" }))["stateMachineArn"]}";
            await StartAsync(process, arn, 0, 20);
            await UntilAsync(() => Last().Count >= 3);
            // These are still at their first task, which takes 200 ms, when the process dies.
            await StartAsync(process, arn, 20, 20);
        }
        var ended = Ended();
        var before = StatesProcess.CallsIn(_folder);
        Assert.InRange(ended.Count, 1, 39);
        await using (var process = await StatesProcess.StartAsync(_folder, "asl"))
        {
            await UntilAsync(() => Last().Count == 40 && Ended().Count == 40);
        }
        var after = StatesProcess.CallsIn(_folder);
        Assert.All(ended, n => Assert.Equal((before[$"slow {n}"], before[$"last {n}"]), (after[$"slow {n}"], after[$"last {n}"])));
        Assert.All(after.Where(c => c.Key.StartsWith("slow", StringComparison.Ordinal)), call => Assert.InRange(call.Value, 1, 2));

        await using (var process = await StatesProcess.StartAsync(_folder, "asl"))
        {
            // One more, and when it has ended any other would have begun.
            await process.Client.StartExecutionAsync(arn, """{"n":"after"}""");
            await UntilAsync(() => Ended().Count == 41);
        }
        Assert.Equal(after.Values.Sum() + 2, StatesProcess.CallsIn(_folder).Values.Sum());
    }

    private static async Task StartAsync(StatesProcess process, string arn, int first, int count) =>
        await Task.WhenAll(Enumerable.Range(first, count).Select(n => process.Client.StartExecutionAsync(arn, $$"""{"n":"{{n}}"}""")));

    /// <summary>Numbers of the executions whose last task was called.</summary>
    private HashSet<string> Last() => File.Exists(Path.Combine(_folder, "calls.txt"))
        ? [.. StatesProcess.CallsIn(_folder).Keys.Where(name => name.StartsWith("last ", StringComparison.Ordinal)).Select(name => name[5..])]
        : [];

    private HashSet<string> Ended()
    {
        var numbers = new Dictionary<string, string>();
        var ended = new HashSet<string>();
        var text = File.ReadAllText(Path.Combine(_folder, "express.jsonl"));
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!))
        {
            if (line["start"] is { } start) numbers[$"{start["arn"]}"] = $"{JsonNode.Parse($"{start["input"]}")!["n"]}";
            if (line["ended"] is { } arn) ended.Add(numbers[$"{arn}"]);
        }
        return ended;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var limit = 0; limit < 1_500 && !condition(); limit++) await Task.Delay(20);
        Assert.True(condition());
    }
}

using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.UnitTests.StepFunctionsService;

public sealed class ExpressJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("express-").FullName;

    private string Name => Path.Combine(_folder, "express.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_accepted_and_has_not_ended_is_open_after_the_death_of_the_process()
    {
        using (var journal = new ExpressJournal(Name))
        {
            foreach (var n in Enumerable.Range(0, 3)) journal.Accept(Start(n));
            journal.End("arn:1");
        }
        File.AppendAllText(Name, """{"ended":"arn:0""");

        using var next = new ExpressJournal(Name);

        Assert.Equal([Start(0), Start(2)], next.Open);
    }

    [Fact]
    public void The_file_does_not_grow_with_what_has_ended_and_keeps_what_has_not()
    {
        using (var journal = new ExpressJournal(Name, mostPast: 10_000))
        {
            journal.Accept(Start(-1));
            for (var n = 0; n < 1_000; n++)
            {
                journal.Accept(Start(n));
                journal.End($"arn:{n}");
            }
            journal.Accept(Start(1_000));
        }
        Assert.InRange(new FileInfo(Name).Length, 1, 11_000);

        using var next = new ExpressJournal(Name);

        Assert.Equal([Start(-1), Start(1_000)], next.Open);
    }

    private static ExecutionStart Start(int n) => new(
        $"arn:{n}", $"{n}", "arn:machine", "machine", "role", "hash", DateTimeOffset.UnixEpoch.AddSeconds(n + 1), $$"""{"n":{{n}}}""", ExecutionType.Express);
}

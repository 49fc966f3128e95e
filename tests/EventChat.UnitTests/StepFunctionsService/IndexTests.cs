using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.StepFunctionsService;

public sealed class IndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("index-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_last_line_of_an_execution_counts_and_the_journal_does_not_grow_for_ever()
    {
        using (var index = Open())
            for (var n = 0; n < 3_000; n++)
                index.Set(new($"arn:{n % 10}", "m", $"{n % 10}", _time.GetUtcNow(), n < 2_990 ? ExecutionStatus.Running : ExecutionStatus.Succeeded, _time.GetUtcNow()));
        using (var index = Open())
        {
            Assert.Equal(10, index.All.Count());
            Assert.All(index.All, e => Assert.Equal(ExecutionStatus.Succeeded, e.Status));
        }
        Assert.Equal(10, File.ReadLines(Path.Combine(_folder, "index.jsonl")).Count());
    }

    [Fact]
    public void After_90_days_a_finished_execution_is_forgotten_and_its_name_is_free()
    {
        using (var index = Open())
        {
            index.Set(new("arn:old", "m", "old", _time.GetUtcNow(), ExecutionStatus.Failed, _time.GetUtcNow()));
            index.Set(new("arn:running", "m", "running", _time.GetUtcNow(), ExecutionStatus.Running));
        }
        _time.Advance(TimeSpan.FromDays(91));
        using (var index = Open()) Assert.Equal("arn:running", Assert.Single(index.All).Arn);
    }

    private ExecutionIndex Open() => new(Path.Combine(_folder, "index.jsonl"), new ExecutionFiles(Path.Combine(_folder, "executions")), _time);
}

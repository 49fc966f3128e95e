using EventChat.Local.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.UnitTests.Streams;

public sealed class CheckpointsTests : IDisposable
{
    private const string Stream = "arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2030";

    private readonly string _directory = Directory.CreateTempSubdirectory("checkpoints").FullName;

    private string File => Path.Combine(_directory, "streams", "projector@events.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_was_saved_is_found_by_the_next_run()
    {
        var before = Open();
        before.Set("a", new ShardPosition("41"));
        before.Set("b", new ShardPosition("7", Finished: true));
        before.Save();
        before.Set("a", new ShardPosition("42"));

        var after = Open();

        Assert.False(after.IsNew);
        Assert.Equal(before.Uuid, after.Uuid);
        Assert.Equal((new ShardPosition("41"), new ShardPosition("7", true)), (after.Find("a"), after.Find("b")));
    }

    [Fact]
    public void A_table_made_anew_begins_anew_under_the_same_id()
    {
        var before = Open();
        before.Set("a", new ShardPosition("41"));
        before.Save();

        var after = Open(Stream.Replace("2030", "2031", StringComparison.Ordinal));

        Assert.True(after.IsNew);
        Assert.Equal(before.Uuid, after.Uuid);
        Assert.Null(after.Find("a"));
    }

    [Fact]
    public void A_file_that_can_not_be_read_makes_the_mapping_read_everything()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{\"uuid\": \"tr");

        var opened = Open();

        Assert.False(opened.IsNew);
        Assert.Equal(DateTimeOffset.MinValue, opened.CreatedAt);
    }

    [Fact]
    public void Shards_that_are_gone_are_forgotten()
    {
        var checkpoints = Open();
        checkpoints.Set("old", new ShardPosition("1", Finished: true));
        checkpoints.Set("new", new ShardPosition("2"));

        checkpoints.Keep(new HashSet<string> { "new" });

        Assert.Null(checkpoints.Find("old"));
        Assert.NotNull(checkpoints.Find("new"));
    }

    private Checkpoints Open(string stream = Stream) => Checkpoints.Open(File, stream, TimeProvider.System, NullLogger.Instance);
}

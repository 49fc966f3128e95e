using System.CommandLine;
using Amazon.DynamoDBv2;

namespace EventChat.Cli.Recovery;

/// <summary>The commands that carry the log out of a stack and into another, and that hold the state against it.</summary>
internal static class RecoveryCommands
{
    /// <summary>DynamoDB Local takes quadratic time in the items of a scan segment, and a segment is what one worker holds on to.</summary>
    private const int ItemsPerSegment = 4_000;

    /// <summary>What a Scan takes.</summary>
    private const int MostSegments = 1_000_000;

    public static IEnumerable<Command> All() => [ExportCommand.Create(), ImportCommand.Create(), VerifyStateCommand.Create()];

    /// <summary>Scan segments for a table. The service's count of its items may be hours old; too few segments are only slower.</summary>
    public static async Task<int> SegmentsAsync(IAmazonDynamoDB dynamo, string table, CancellationToken cancel)
    {
        var items = (await dynamo.DescribeTableAsync(table, cancel)).Table.ItemCount ?? 0;
        return (int)Math.Clamp(items / ItemsPerSegment, EventLog.SegmentScan.LeastSegments, MostSegments);
    }

    /// <summary>Writes a line over and over while the work goes on, for people; nobody reads it from a file.</summary>
    public static async Task WatchAsync(Task work, Func<string> line)
    {
        if (!Console.IsErrorRedirected)
        {
            while (await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(500))) != work) await Console.Error.WriteAsync($"\r\e[2K{line()}");
            await Console.Error.WriteAsync("\r\e[2K");
        }
        await work;
    }
}

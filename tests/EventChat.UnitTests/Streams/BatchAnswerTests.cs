using System.Text;
using EventChat.Local.Streams;

namespace EventChat.UnitTests.Streams;

public sealed class BatchAnswerTests
{
    [Theory]
    [InlineData("", 3)]
    [InlineData("null", 3)]
    [InlineData("\"\"", 3)]
    [InlineData("{}", 3)]
    [InlineData("""{"batchItemFailures":null}""", 3)]
    [InlineData("""{"batchItemFailures":[]}""", 3)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"12"}]}""", 1)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"13"},{"itemIdentifier":"12"}]}""", 1)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"11"}]}""", 0)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""", 0)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""", 0)]
    [InlineData("""{"batchItemFailures":[{"itemId":"12"}]}""", 0)]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"99"}]}""", 0)]
    [InlineData("""{"batchItemFailures":["12"]}""", 0)]
    [InlineData("""{"batchItemFailures":"12"}""", 0)]
    [InlineData("[]", 0)]
    [InlineData("7", 0)]
    [InlineData("{broken", 0)]
    public void The_records_before_the_lowest_failure_are_done(string answer, int done)
    {
        var batch = new[] { "11", "12", "13" }.Select(s => new PendingRecord(s, "", default, default)).ToList();

        Assert.Equal(done, BatchAnswer.CountDone(Encoding.UTF8.GetBytes(answer), batch));
    }
}

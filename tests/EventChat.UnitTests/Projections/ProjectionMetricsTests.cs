using System.Text.Json.Nodes;
using EventChat.Contracts;
using EventChat.Projections;
using Microsoft.Extensions.Time.Testing;

namespace EventChat.UnitTests.Projections;

/// <summary>Lines that CloudWatch makes metrics of: its embedded metric format, on standard output.</summary>
public sealed class ProjectionMetricsTests : IDisposable
{
    private static readonly LogId Reviews = new("m#room-0001");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_batch_is_one_line_that_describes_what_of_it_is_a_metric()
    {
        var metrics = Metrics();
        metrics.Projected(_time.GetUtcNow().AddMilliseconds(-250));
        metrics.Projected(_time.GetUtcNow().AddMilliseconds(-1_500));
        metrics.Parked();
        metrics.Reviewed([Event(new ChatEvent.ReviewOpened(4, 4, 1, ReviewCause.Report, DateTimeOffset.UnixEpoch, 1)), Event(new ChatEvent.ReviewClosed(4, 4, 1, Verdict.Approved, VerdictSource.Moderators))]);
        metrics.Write();

        var line = Assert.Single(Lines());
        Assert.Equal(("[250,1500]", "[1]", "[1]", "[1]", "eventchat-dev"),
            (line["ProjectionLag"]!.ToJsonString(), line["ParkedLogs"]!.ToJsonString(), line["ReviewsOpened"]!.ToJsonString(), line["ReviewsClosed"]!.ToJsonString(), (string?)line["Stack"]));
        AssertIsEmbeddedMetricFormat(line);
    }

    [Fact]
    public void What_did_not_happen_is_not_said_and_what_was_said_is_not_said_again()
    {
        var metrics = Metrics();
        metrics.Write();
        metrics.Parked();
        metrics.Write();
        metrics.Write();

        var line = Assert.Single(Lines());
        Assert.Equal(["_aws", "Stack", "ParkedLogs"], line.Select(member => member.Key));
    }

    [Fact]
    public void More_values_than_the_format_takes_are_another_line()
    {
        var metrics = Metrics();
        for (var i = 0; i < 101; i++) metrics.Projected(_time.GetUtcNow());
        metrics.Write();
        Assert.Equal([100, 1], Lines().Select(line => line["ProjectionLag"]!.AsArray().Count));
        Assert.All(Lines(), AssertIsEmbeddedMetricFormat);
    }

    [Fact]
    public void A_clock_that_goes_ahead_makes_no_event_early()
    {
        var metrics = Metrics();
        metrics.Projected(_time.GetUtcNow().AddSeconds(2));
        metrics.Write();
        Assert.Equal("[0]", Assert.Single(Lines())["ProjectionLag"]!.ToJsonString());
    }

    [Fact]
    public void A_function_that_is_not_told_of_what_measures_nothing()
    {
        var metrics = ProjectionMetrics.From(new Dictionary<string, string>(), _output, _time);
        metrics.Projected(_time.GetUtcNow());
        metrics.Parked();
        metrics.Write();
        Assert.Empty(Lines());
    }

    private ProjectionMetrics Metrics() => ProjectionMetrics.From(new Dictionary<string, string> { [EnvironmentNames.MetricsStack] = "eventchat-dev" }, _output, _time);

    private JsonObject[] Lines() => [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    private static RecordedEvent Event(ChatEvent body) => new(Reviews, 1, new UserId("ann"), DateTimeOffset.UnixEpoch, default, 0, body);

    /// <summary>The rules of its specification: every metric and every dimension that is described is a member of the line, a metric's values are at most a hundred numbers.</summary>
    private void AssertIsEmbeddedMetricFormat(JsonObject line)
    {
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds(), (long)line["_aws"]!["Timestamp"]!);
        var described = Assert.Single(line["_aws"]!["CloudWatchMetrics"]!.AsArray())!;
        Assert.Equal("EventChat", (string?)described["Namespace"]);
        foreach (var dimension in Assert.Single(described["Dimensions"]!.AsArray())!.AsArray()) Assert.IsAssignableFrom<JsonValue>(line[(string)dimension!]);
        foreach (var metric in described["Metrics"]!.AsArray())
        {
            Assert.Contains((string?)metric!["Unit"], (string[])["Milliseconds", "Count"]);
            Assert.InRange(line[(string)metric["Name"]!]!.AsArray().Count, 1, 100);
        }
    }
}

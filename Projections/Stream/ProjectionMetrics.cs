using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>
/// What the read side measures: a line of standard output for each batch that there is something to say of, in CloudWatch's embedded metric format. CloudWatch makes metrics of such
/// lines as it stores the log, so that measuring costs a batch no call and the function no permission.
/// </summary>
/// <param name="stack">Value of the dimension; null: nothing is measured.</param>
public sealed class ProjectionMetrics(TextWriter output, string? stack, TimeProvider time)
{
    /// <summary>Values that the format takes for one metric in one line.</summary>
    private const int MaximumValues = 100;

    private readonly ConcurrentQueue<double> _lags = [];
    private int _parked, _opened, _closed;

    public static ProjectionMetrics From(IReadOnlyDictionary<string, string> environment, TextWriter output, TimeProvider time) =>
        new(output, environment.GetValueOrDefault(EnvironmentNames.MetricsStack), time);

    /// <summary>A log's live read models are level with what was delivered.</summary>
    /// <param name="oldest">When the oldest of the events was decided, by the clock of whoever decided.</param>
    public void Projected(DateTimeOffset oldest)
    {
        // Clocks of two machines: what seems to be early was in time.
        if (stack is not null) _lags.Enqueue(Math.Max(0, (time.GetUtcNow() - oldest).TotalMilliseconds));
    }

    public void Parked() => Interlocked.Increment(ref _parked);

    public void Reviewed(IReadOnlyList<RecordedEvent> applied)
    {
        foreach (var e in applied)
        {
            if (e.Body is ChatEvent.ReviewOpened) Interlocked.Increment(ref _opened);
            else if (e.Body is ChatEvent.ReviewClosed) Interlocked.Increment(ref _closed);
        }
    }

    /// <summary>Once a batch is done. Nothing to say is no line.</summary>
    public void Write()
    {
        if (stack is null) return;
        do
        {
            List<double> lags = [];
            while (lags.Count < MaximumValues && _lags.TryDequeue(out var lag)) lags.Add(lag);
            Metric[] measured =
            [
                new(MetricNames.ProjectionLag, "Milliseconds", lags),
                Count(MetricNames.ParkedLogs, ref _parked), Count(MetricNames.ReviewsOpened, ref _opened), Count(MetricNames.ReviewsClosed, ref _closed),
            ];
            if (measured.Any(metric => metric.Values.Count > 0)) output.WriteLine(Line(stack, [.. measured.Where(metric => metric.Values.Count > 0)]));
        }
        while (!_lags.IsEmpty);
    }

    private sealed record Metric(string Name, string Unit, IReadOnlyList<double> Values);

    private static Metric Count(string name, ref int count) => new(name, "Count", Interlocked.Exchange(ref count, 0) is > 0 and var counted ? [counted] : []);

    private string Line(string of, Metric[] metrics)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteDescription(json, metrics);
            json.WriteString(MetricNames.Stack, of);
            foreach (var metric in metrics)
            {
                json.WriteStartArray(metric.Name);
                foreach (var value in metric.Values) json.WriteNumberValue(value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Which members of the line are metrics, and what they are of.</summary>
    private void WriteDescription(Utf8JsonWriter json, Metric[] metrics)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", MetricNames.Namespace);
        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(MetricNames.Stack);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

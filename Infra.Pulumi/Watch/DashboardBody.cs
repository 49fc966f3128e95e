using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace EventChat.Infra.Watch;

/// <summary>A CloudWatch dashboard as its JSON has it: rows of widgets on a grid of 24 columns.</summary>
internal sealed class DashboardBody
{
    private const int Columns = 24, Height = 6;

    private static readonly JsonSerializerOptions AsCloudWatchNamesThem = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly List<Widget> _widgets = [];
    private int _y;

    public IReadOnlyList<Widget> Widgets => _widgets;

    /// <summary>The widgets side by side, each as wide as the others.</summary>
    public void Row(params IReadOnlyList<IWidgetProperties> widgets)
    {
        var width = Columns / widgets.Count;
        foreach (var (i, properties) in widgets.Index()) _widgets.Add(new(properties.Type, i * width, _y, width, Height, properties));
        _y += Height;
    }

    public Output<string> ToJson() => Output.JsonSerialize(Output.Create(this), AsCloudWatchNamesThem);
}

/// <param name="Properties">An object to the serializer, so that each kind is written with its own members.</param>
internal sealed record Widget(string Type, int X, int Y, int Width, int Height, object Properties);

internal interface IWidgetProperties
{
    [JsonIgnore]
    string Type { get; }
}

internal sealed record TextProperties(string Markdown) : IWidgetProperties
{
    [JsonIgnore]
    public string Type => "text";
}

internal sealed record AlarmProperties(string Title, IReadOnlyList<Output<string>> Alarms) : IWidgetProperties
{
    [JsonIgnore]
    public string Type => "alarm";
}

/// <param name="Metrics">A row each: namespace, name, dimensions by name and value, and what is peculiar to it; or an expression alone.</param>
/// <param name="Stat">Of those rows that say nothing else.</param>
internal sealed record GraphProperties(string Title, Output<string> Region, string Stat, IReadOnlyList<IReadOnlyList<object>> Metrics) : IWidgetProperties
{
    [JsonIgnore]
    public string Type => "metric";

    public string View { get; } = "timeSeries";

    /// <summary>Seconds.</summary>
    public int Period { get; } = 60;
}

/// <summary>What is peculiar to a row of a graph.</summary>
internal sealed record RowOptions
{
    public string? Label { get; init; }
    public string? Stat { get; init; }
    public string? Id { get; init; }
    public string? Expression { get; init; }
}

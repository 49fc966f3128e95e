namespace EventChat.Contracts;

/// <summary>What the read side measures: written by its functions, read by alarms and the dashboard. Each costs $0.30 a month.</summary>
public static class MetricNames
{
    public const string Namespace = "EventChat";
    /// <summary>The one dimension of all of them: project and stage, e.g. <c>eventchat-dev</c>.</summary>
    public const string Stack = "Stack";
    /// <summary>Milliseconds from when a command was decided to when its event was in the live read models and published; a value per log and batch, of its oldest event.</summary>
    public const string ProjectionLag = "ProjectionLag";
    /// <summary>Logs that came to stand still before an event that a read model can not apply.</summary>
    public const string ParkedLogs = "ParkedLogs";
    /// <summary>Messages that began to wait for moderators.</summary>
    public const string ReviewsOpened = "ReviewsOpened";
    /// <summary>Messages that wait no longer: decided, or their deadline was over.</summary>
    public const string ReviewsClosed = "ReviewsClosed";
}

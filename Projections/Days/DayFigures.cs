using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>What one log tells of one day (UTC) of a conversation: what was said, what analytics found or what moderation found.</summary>
public abstract record DayFigures(DateOnly Date)
{
    /// <summary>Hours of a day.</summary>
    public const int Hours = 24;

    /// <summary>Confidence from which a label counts: likelier than not. The same for all conversations and days, so that they compare; a policy has thresholds of its own.</summary>
    public const double ToxicFrom = 0.5;

    /// <summary>A day of the kind that the log tells of, with nothing in it yet.</summary>
    public static DayFigures Begin(LogId log, DateOnly date) => log switch
    {
        { Conversation: not null } => new TalkOfDay(date),
        { Analyzed: not null } => new AnswersOfDay(date),
        { Moderated: not null } => new FindingsOfDay(date),
        _ => throw new InvalidDataException($"{log} tells of no conversation's days."),
    };

    /// <summary>Whether any day's figures change by such an event.</summary>
    public static bool AreOf(ChatEvent body) => body is
        ChatEvent.MessageSent or ChatEvent.MessageEdited or ChatEvent.MessageDeleted or ChatEvent.MessageModerated { Verdict: Verdict.Removed } or
        ChatEvent.MessageAnalyzed or ChatEvent.ResponseMeasured or ChatEvent.MessageScreened { Scores.Count: > 0 } or ChatEvent.MessageFlagged;

    /// <param name="hour">0 to 23, UTC.</param>
    public abstract DayFigures With(RecordedEvent e, int hour);
}

/// <summary>From the conversation's log.</summary>
/// <param name="Active">Who sent or edited.</param>
/// <param name="Removals">Versions that moderation removed or did not approve.</param>
/// <param name="ByHour">Messages sent in each hour, from midnight; null for none.</param>
public sealed record TalkOfDay(
    DateOnly Date, long Messages, long Edits, long Deletions, long Removals, IReadOnlyList<int>? ByHour, ActiveUsers Active) : DayFigures(Date)
{
    public TalkOfDay(DateOnly date) : this(date, 0, 0, 0, 0, null, ActiveUsers.None)
    {
    }

    public override DayFigures With(RecordedEvent e, int hour) => e.Body switch
    {
        ChatEvent.MessageSent => this with { Messages = Messages + 1, ByHour = OneMore(hour), Active = Active.With(e.Sender) },
        ChatEvent.MessageEdited => this with { Edits = Edits + 1, Active = Active.With(e.Sender) },
        ChatEvent.MessageDeleted => this with { Deletions = Deletions + 1 },
        ChatEvent.MessageModerated => this with { Removals = Removals + 1 },
        _ => this,
    };

    private int[] OneMore(int hour)
    {
        int[] hours = ByHour is null ? new int[Hours] : [.. ByHour];
        hours[hour]++;
        return hours;
    }
}

/// <summary>From the analytics log.</summary>
/// <param name="ResponseSeconds">Sum over all answers of owners to members who waited.</param>
/// <param name="FirstResponseSeconds">Until an owner answered for the first time in the conversation, if that was on this day.</param>
public sealed record AnswersOfDay(
    DateOnly Date, int Responses, double ResponseSeconds, double? FirstResponseSeconds,
    IReadOnlyList<CountedWord> Languages, IReadOnlyList<CountedWord> Sentiments) : DayFigures(Date)
{
    public AnswersOfDay(DateOnly date) : this(date, 0, 0, null, [], [])
    {
    }

    public override DayFigures With(RecordedEvent e, int hour) => e.Body switch
    {
        ChatEvent.MessageAnalyzed analyzed => this with
        {
            Languages = AnalyticsFold.Count(Languages, analyzed.Language),
            Sentiments = AnalyticsFold.Count(Sentiments, analyzed.Sentiment),
        },
        ChatEvent.ResponseMeasured measured => this with
        {
            Responses = Responses + 1,
            ResponseSeconds = ResponseSeconds + measured.Seconds,
            FirstResponseSeconds = FirstResponseSeconds ?? (measured.First ? measured.Seconds : null),
        },
        _ => this,
    };
}

/// <summary>From the moderation log.</summary>
/// <param name="Screened">Versions that Comprehend gave scores for: not all, see the policy.</param>
/// <param name="Toxic">Of those, with a label at <see cref="DayFigures.ToxicFrom"/> or above.</param>
/// <param name="Labels">Such labels, the commonest first.</param>
/// <param name="Flags">Reports by members.</param>
public sealed record FindingsOfDay(DateOnly Date, long Screened, long Toxic, IReadOnlyList<CountedWord> Labels, long Flags) : DayFigures(Date)
{
    public FindingsOfDay(DateOnly date) : this(date, 0, 0, [], 0)
    {
    }

    public override DayFigures With(RecordedEvent e, int hour) => e.Body switch
    {
        ChatEvent.MessageScreened { Scores: { Count: > 0 } scores } => With([.. scores.Where(s => s.Value >= ToxicFrom).Select(s => s.Key)]),
        ChatEvent.MessageFlagged => this with { Flags = Flags + 1 },
        _ => this,
    };

    private FindingsOfDay With(string[] labels) => this with
    {
        Screened = Screened + 1,
        Toxic = Toxic + (labels.Length > 0 ? 1 : 0),
        Labels = labels.Aggregate(Labels, AnalyticsFold.Count),
    };
}

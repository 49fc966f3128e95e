using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>A message, as far as it asks or answers.</summary>
/// <param name="Answers">By an owner of the conversation.</param>
public readonly record struct Contribution(long Seq, DateTimeOffset At, bool Answers);

/// <summary>
/// Who waits in a conversation, and up to which answer it is known. Messages may come twice and batches out of order: what is not behind the last answer changes
/// nothing, so nothing is measured twice; a question that comes after its answer is not measured at all.
/// </summary>
/// <param name="AnsweredSeq">Of the last message of an owner.</param>
/// <param name="AskedSeq">The first message after it by somebody else; null: nobody waits.</param>
/// <param name="FirstDone">An answer was measured before.</param>
public sealed record Responses(long AnsweredSeq = 0, long? AskedSeq = null, DateTimeOffset? AskedAt = null, bool FirstDone = false)
{
    public (Responses Next, IReadOnlyList<ChatEvent.ResponseMeasured> Measured) With(IEnumerable<Contribution> contributions)
    {
        var next = this;
        List<ChatEvent.ResponseMeasured> measured = [];
        foreach (var c in contributions.OrderBy(c => c.Seq).Where(c => c.Seq > AnsweredSeq))
        {
            if (!c.Answers)
            {
                if (next.AskedSeq is null || c.Seq < next.AskedSeq) next = next with { AskedSeq = c.Seq, AskedAt = c.At };
            }
            else if (next is { AskedSeq: { } asked, AskedAt: { } at } && asked < c.Seq)
            {
                measured.Add(new(asked, c.Seq, Math.Max(0, (c.At - at).TotalSeconds), First: !next.FirstDone));
                next = new(c.Seq, FirstDone: true);
            }
            else
            {
                next = next with { AnsweredSeq = c.Seq };
            }
        }
        return (next, measured);
    }
}

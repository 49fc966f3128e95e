using EventChat.Contracts;
using EventChat.Pipeline;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Analytics;

/// <summary>Who waits for whose answer.</summary>
public sealed class ResponseSpecs
{
    [Fact]
    public void The_time_from_the_first_question_to_the_answer_is_measured()
    {
        var (next, measured) = new Responses().With([Ask(1), Ask(2), Answer(5)]);

        Assert.Equal([new(1, 5, 40, First: true)], measured);
        Assert.Equal(new Responses(AnsweredSeq: 5, FirstDone: true), next);
    }

    [Fact]
    public void The_second_answer_is_not_the_first_and_an_answer_to_nobody_is_none()
    {
        var (next, measured) = new Responses().With([Answer(1), Ask(2), Answer(3), Answer(4), Ask(6), Answer(9)]);

        Assert.Equal([new(2, 3, 10, First: true), new(6, 9, 30, First: false)], measured);
        Assert.Equal(9, next.AnsweredSeq);
    }

    [Fact]
    public void What_comes_twice_is_measured_once()
    {
        Contribution[] batch = [Ask(1), Answer(2), Ask(3)];
        var (once, _) = new Responses().With(batch);

        var (twice, measured) = once.With(batch);

        Assert.Empty(measured);
        Assert.Equal(once, twice);
    }

    [Fact]
    public void Of_questions_that_come_out_of_order_the_earliest_counts()
    {
        var (asked, _) = new Responses().With([Ask(4)]);
        var (earlier, _) = asked.With([Ask(2)]);

        Assert.Equal([new(2, 5, 30, First: true)], earlier.With([Answer(5)]).Measured);
    }

    [Fact]
    public void A_question_that_comes_after_its_answer_does_not_wait_for_the_next()
    {
        var (answered, _) = new Responses().With([Answer(5)]);

        Assert.Equal(answered, answered.With([Ask(4)]).Next);
    }

    [Fact]
    public void Any_order_of_batches_measures_nothing_twice_and_nothing_that_was_not_so()
    {
        Contribution[][] batches = [[Ask(1), Ask(2)], [Answer(3)], [Ask(4), Answer(6)], [Ask(7), Ask(8)], [Answer(10)]];
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var delivered = batches.Concat(batches).ToArray();
            random.Shuffle(delivered);
            var state = new Responses();
            List<ChatEvent.ResponseMeasured> measured = [];
            foreach (var batch in delivered)
            {
                var (next, found) = state.With(batch);
                state = next;
                measured.AddRange(found);
            }
            Assert.Equal(measured.Count, measured.DistinctBy(m => m.AnsweredSeq).Count());
            Assert.All(measured, m => Assert.Contains(batches.SelectMany(b => b), c => !c.Answers && c.Seq == m.AskedSeq));
            Assert.InRange(measured.Count(m => m.First), 0, 1);
        }
    }

    private static Contribution Ask(long seq) => new(seq, Noon.AddSeconds(10 * seq), Answers: false);

    private static Contribution Answer(long seq) => new(seq, Noon.AddSeconds(10 * seq), Answers: true);
}

using CsCheck;
using EventChat.Client;
using EventChat.Contracts;

namespace EventChat.UnitTests.Client;

/// <summary>Law 1: whatever happens to frames and connections, the timeline ends equal to the log.</summary>
public class ConvergenceTests
{
    private enum Act { Write, Deliver, DeliverOld, Lose, AskSync, AnswerSync, AskPage, AnswerPage, AskOlder, AnswerOlder, ReceiptHint }

    private readonly record struct Step(Act Act, int Pick);

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 100_000], (act, pick) => new Step(act, pick));

    [Fact]
    public void Any_schedule_of_lost_doubled_reordered_and_late_news_converges() =>
        Steps.Array[0, 120].Sample(steps => Run(steps), iter: 1_000);

    [Fact]
    public void Without_the_recovery_the_same_schedules_do_not_converge()
    {
        // The test of the test: schedules of this kind do need sync.
        var broken = false;
        Steps.Array[60, 120].Sample(steps => broken |= !RunWithoutRecovery(steps), iter: 100, threads: 1);
        Assert.True(broken);
    }

    private static bool RunWithoutRecovery(Step[] steps)
    {
        var world = new World();
        foreach (var step in steps.Where(s => s.Act is Act.Write or Act.Deliver or Act.Lose)) world.Take(step);
        return world.Timeline.Seq == world.Log.Head;
    }

    private static void Run(Step[] steps)
    {
        var world = new World();
        foreach (var step in steps) world.Take(step);
        world.Reconnect();

        var (log, timeline) = (world.Log, world.Timeline);
        Assert.Equal(log.Head, timeline.Seq);
        var held = timeline.Messages.Select(m => m.Seq).ToHashSet();
        Assert.Equal(log.MessagesAsOf(log.Head).Where(m => held.Contains(m.Seq)), timeline.Messages);

        world.ReadTheRest();
        Assert.Equal(log.MessagesAsOf(log.Head), timeline.Messages);
        Assert.Equal(log.MembersAsOf(log.Head), timeline.Members);
        Assert.Equal(log.MembersAsOf(log.Head).Count, timeline.MemberCount);
        if (!world.WasReset)
            Assert.Equal(Enumerable.Range(1, (int)log.Head).Select(s => (long)s).Skip((int)world.StartedAt), world.Happened);
    }

    /// <summary>A service and a client with everything that can be under way between them.</summary>
    private sealed class World
    {
        private const int ResetBeyond = 12;
        private readonly List<ConversationFrame> _frames = [];
        private readonly List<SyncResult> _answers = [];
        private readonly List<(Conversation Head, MessagePage Page)> _pages = [];
        private readonly List<(string Token, MessagePage Page)> _older = [];
        private long _published;

        public World()
        {
            // Some wait: a page leaves them out, and their approval must bring them.
            for (var i = 0; i < 14; i++) Log.Append("ben", new ChatEvent.MessageSent($"history {i}", Held: i % 3 == 0 ? true : null));
            StartedAt = _published = Log.Head;
            Timeline = new Timeline(Log.HeadAsOf(Log.Head), Log.Reader);
        }

        public ScriptedLog Log { get; } = new("room-0001", "ann", "ben");
        public Timeline Timeline { get; }
        public long StartedAt { get; }
        public bool WasReset { get; private set; }
        public List<long> Happened { get; } = [];

        public void Take(Step step)
        {
            switch (step.Act)
            {
                case Act.Write: Write(step.Pick); break;
                case Act.Deliver when Publish(step.Pick) is { } frame: Tell(Timeline.Apply(frame)); break;
                case Act.Lose: Publish(step.Pick); break;
                case Act.DeliverOld when _frames.Count > 0: Tell(Timeline.Apply(_frames[step.Pick % _frames.Count])); break;
                case Act.AskSync: _answers.Add(Log.Sync(Timeline.Seq, limit: 1 + step.Pick % 7, ResetBeyond)); break;
                case Act.AnswerSync when _answers.Count > 0: Apply(_answers[step.Pick % _answers.Count]); break;
                // Head and page are separate reads of a view that may lag: each reflects its own seq.
                case Act.AskPage: _pages.Add((Log.HeadAsOf(Lagging(step.Pick)), Log.PageAsOf(Lagging(step.Pick / 7), limit: 5))); break;
                case Act.AnswerPage when _pages.Count > 0:
                    WasReset |= Timeline.NeedsLoad;
                    var (head, page) = _pages[step.Pick % _pages.Count];
                    Tell(Timeline.Load(head, page));
                    break;
                case Act.AskOlder when Timeline.OlderToken is { } token:
                    _older.Add((token, Log.PageAsOf(Lagging(step.Pick), limit: 5, token)));
                    break;
                case Act.AnswerOlder when _older.Count > 0:
                    var (asked, older) = _older[step.Pick % _older.Count];
                    Timeline.LoadOlder(asked, older);
                    break;
                case Act.ReceiptHint: Tell(Timeline.Observe(Log.Head)); break;
            }
        }

        /// <summary>What a client does on a new connection.</summary>
        public void Reconnect()
        {
            do
            {
                if (Timeline.Missing is { } missing) Tell(Timeline.Fill(missing, Log.Sync(missing - 1, limit: 1)));
                WasReset |= Timeline.NeedsLoad;
                if (Timeline.NeedsLoad) Tell(Timeline.Load(Log.HeadAsOf(Log.Head), Log.PageAsOf(Log.Head, limit: 5)));
                else Apply(Log.Sync(Timeline.Seq, limit: 7, ResetBeyond));
            }
            while (Timeline.Behind);
        }

        public void ReadTheRest()
        {
            if (!Timeline.IsLoaded) Tell(Timeline.Load(Log.HeadAsOf(Log.Head), Log.PageAsOf(Log.Head, limit: 5)));
            while (Timeline.OlderToken is not null)
            {
                while (Timeline.OlderToken is { } token) Timeline.LoadOlder(token, Log.PageAsOf(Log.Head, limit: 5, token));
                Reconnect();
            }
        }

        private long Lagging(int pick) => Math.Max(StartedAt, Log.Head - pick % 4);

        private void Apply(SyncResult answer)
        {
            WasReset |= answer.Status is SyncStatus.Reset;
            Tell(Timeline.Apply(answer));
        }

        private void Tell(Applied applied)
        {
            WasReset |= Timeline.NeedsLoad; // reading anew skips what is in what is read, as a reset does
            Happened.AddRange(applied.Events.Select(e => e.Seq));
        }

        private ConversationFrame? Publish(int pick)
        {
            if (_published == Log.Head) return null;
            var to = Math.Min(Log.Head, _published + 1 + pick % 3);
            var frame = Log.Frame(_published + 1, to);
            _published = to;
            _frames.Add(frame);
            return frame;
        }

        private void Write(int pick)
        {
            var live = Log.MessagesAsOf(Log.Head).Where(m => !m.Deleted).Select(m => m.Seq).ToList();
            var all = Log.Events.Where(e => e.Type == "message.sent").Select(e => e.Seq).ToList();
            var member = new UserId(((string[])["ann", "ben", "cleo", "dan"])[pick / 16 % 4]);
            var isMember = Log.MembersAsOf(Log.Head).Any(m => m.UserId == member);
            var author = pick / 32 % 2 == 0 ? "ann" : "ben";
            bool? held = pick / 64 % 2 == 0 ? true : null;
            switch (pick % 16)
            {
                case 0 or 1 when live.Count > 0:
                    var edited = live[pick / 16 % live.Count];
                    Log.Append(Log.Events[(int)edited - 1].SenderId, new ChatEvent.MessageEdited(edited, $"edited {pick}", held));
                    break;
                case 2 when live.Count > 0: Log.Append("ann", new ChatEvent.MessageDeleted(live[pick / 16 % live.Count])); break;
                case 3 when isMember: Log.Append("ann", new ChatEvent.MemberRemoved(member)); break;
                case 3: Log.Append("ann", new ChatEvent.MemberAdded(member, member.Value, MemberRole.Member)); break;
                case 4: Log.Append("ann", "reaction.added", 1, "{}"); break;
                case 5 or 6 or 7 or 8: Log.Decide(all[^(1 + pick / 16 % Math.Min(all.Count, 8))], pick / 128, Verdict.Approved); break;
                case 9 or 10: Log.Decide(all[^(1 + pick / 16 % Math.Min(all.Count, 8))], pick / 128, Verdict.Removed); break;
                default: Log.Append(author, new ChatEvent.MessageSent($"text {pick}", Held: held)); break;
            }
        }
    }
}

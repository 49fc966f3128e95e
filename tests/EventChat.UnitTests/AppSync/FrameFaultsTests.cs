using EventChat.Local.AppSync.Realtime;

namespace EventChat.UnitTests.AppSync;

public class FrameFaultsTests
{
    private const int Frames = 100_000;

    private static List<int> Sent(double probability, int seed)
    {
        var line = new SeededFrameFaults(probability, seed).NewLine();
        return [.. Enumerable.Range(0, Frames).SelectMany(frame => line.Pass(frame)).Cast<int>()];
    }

    [Fact]
    public void Each_fault_happens_as_often_as_it_is_asked_for()
    {
        var sent = Sent(0.01, 7);
        var lost = Frames - sent.Distinct().Count();
        var doubled = sent.Count - sent.Distinct().Count();
        var swapped = sent.Zip(sent.Skip(1)).Count(pair => pair.Second < pair.First);
        Assert.All((int[])[lost, doubled, swapped], count => Assert.InRange(count, Frames * 0.008, Frames * 0.012));
    }

    [Fact]
    public void The_same_seed_spoils_the_same_frames() => Assert.Equal(Sent(0.05, 3), Sent(0.05, 3));

    [Fact]
    public void Without_probability_all_is_well() => Assert.Equal(Enumerable.Range(0, Frames), Sent(0, 1));
}

namespace EventChat.Local.Host;

/// <summary>A service of which something else answers here than what answers on AWS, so that its results are not AWS's.</summary>
public sealed record StandIn(string Service, string What)
{
    public static IReadOnlyList<StandIn> All { get; } =
    [
        new("comprehend", "word lists and patterns, no model: what it finds is not what Amazon Comprehend finds"),
        new("ses", "no mail leaves: /_local/outbox"),
        new("sns", "pushes, short messages and mails do not leave: /_local/outbox"),
    ];
}

using EventChat.Local.AppSync.Realtime;

namespace EventChat.Local.AppSync;

/// <summary>AppSync's own bounds; tests shorten the times.</summary>
public sealed record AppSyncOptions
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>AppSync ends a request after 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of a request's body.</summary>
    public int RequestBytes { get; init; } = 1024 * 1024;

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What a client is told to wait for a keep-alive before it gives the connection up.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromHours(24);

    public int SubscriptionsPerConnection { get; init; } = 100;

    /// <summary>Bytes of a frame's payload; more is dropped, and the publisher sees success.</summary>
    public int PayloadBytes { get; init; } = 240 * 1024;

    /// <summary>Frames that wait for a slow client before further ones are dropped. AppSync says no number.</summary>
    public int WaitingFrames { get; init; } = 1_000;

    /// <summary>Loses, doubles and swaps frames on purpose. None by default.</summary>
    public IFrameFaults? FrameFaults { get; init; }
}

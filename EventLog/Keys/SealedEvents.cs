using Amazon.DynamoDBv2.Model;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <summary>An event's personal part as it is stored.</summary>
/// <param name="Box">See <see cref="TextKey"/>; empty: the owner was forgotten before it was written.</param>
internal sealed record SealedBody(ChatEvent Bare, UserId Owner, byte[] Box);

/// <summary>Seals events before they are appended, and finds the keys of what was read.</summary>
public static class SealedEvents
{
    /// <summary>Where a box belongs: this log, this command, this kind of event, this owner.</summary>
    internal static string Place(LogId log, CommandId command, string type, UserId owner) => $"{log}|{command}|{type}|{owner}";

    /// <param name="key">Null: its owner is forgotten.</param>
    /// <exception cref="UnreadableEventException">The box was changed, or was not written there.</exception>
    public static ChatEvent Open(LogId log, CommandId command, string type, UserId owner, ChatEvent bare, byte[] box, TextKey? key) => key is null || box.Length == 0
        ? PersonalTexts.Without(bare)
        : PersonalTexts.With(bare, key.Open(box, Place(log, command, type, owner)));

    /// <returns>Null for an event of which nothing is sealed.</returns>
    internal static async Task<IReadOnlyList<SealedBody?>> SealAsync(
        this TextKeys keys, LogId log, CommandId command, IReadOnlyList<PendingEvent> events, CancellationToken cancel)
    {
        // What no person wrote is nobody's.
        Personal?[] parts = [.. events.Select(e => PersonalTexts.Of(e.Body, e.Sender) is { } personal && personal.Owner != UserId.System ? personal : (Personal?)null)];
        Dictionary<UserId, TextKey?> ring = [];
        foreach (var some in parts.OfType<Personal>().Select(p => p.Owner).Distinct().Chunk(TextKeys.AtOnce))
            foreach (var (owner, key) in some.Zip(await Task.WhenAll(some.Select(o => keys.ForSealingAsync(o, cancel).AsTask())))) ring[owner] = key;
        return [.. parts.Select(p => p is { } personal ? Seal(log, command, personal, ring[personal.Owner]) : null)];
    }

    /// <returns>Null if nothing of it is personal.</returns>
    internal static SealedBody? Seal(LogId log, CommandId command, ChatEvent body, UserId sender, TextKey key) =>
        PersonalTexts.Of(body, sender) is { } personal ? Seal(log, command, personal, key) : null;

    private static SealedBody Seal(LogId log, CommandId command, Personal personal, TextKey? key) => new(
        personal.Bare, personal.Owner, key is null ? [] : key.Seal(personal.Text, Place(log, command, EventTypes.NameOf(personal.Bare).Name, personal.Owner)));

    /// <summary>Fetches the keys that these segments are read with.</summary>
    /// <param name="command">Only its events are going to be looked at; null: all.</param>
    internal static async ValueTask OpenAsync(this TextKeys? keys, IReadOnlyList<Segment> segments, CommandId? command, CancellationToken cancel)
    {
        if (keys is null) return;
        HashSet<UserId> owners = [.. segments.SelectMany(s => s.Owners(command))];
        if (owners.Count == 0) return;
        var ring = await keys.ForOpeningAsync(owners, cancel);
        foreach (var segment in segments) segment.Keys = ring;
    }

    /// <summary>Whose key opens the stored event; null if nothing of it is sealed.</summary>
    internal static UserId? OwnerOf(Dictionary<string, AttributeValue>? stored) =>
        stored is null || !stored.ContainsKey(EventAttributes.Sealed) ? null
        : stored.GetValueOrDefault(EventAttributes.Owner)?.S is { } owner ? new(owner)
        : stored.GetValueOrDefault(EventAttributes.Sender)?.S is { } sender ? new UserId(sender) : null;
}

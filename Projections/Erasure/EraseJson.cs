using System.Text.Json.Serialization;
using EventChat.Contracts;

namespace EventChat.Projections;

/// <param name="Cursor">Where the list goes on; null: from its beginning, or this was its end.</param>
public sealed record MembershipPage(
    UserId UserId, IReadOnlyList<ConversationId>? Conversations = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Cursor = null);

/// <summary>How far the re-projection of a user's logs is.</summary>
/// <param name="Pass">1, 2 …: passes over the log are made until one finds nothing to mend.</param>
/// <param name="Segments">Scan segments of the pass; null: it has not begun.</param>
/// <param name="Repaired">Rows written anew in this pass.</param>
/// <param name="Open">Logs that were not level in this pass: filled by a rebuild, behind, or not to be compared.</param>
/// <param name="Wait">Seconds before the next pass: the first begins soon, later ones wait for a rebuild or for a person.</param>
/// <param name="Next"><c>on</c>: the pass goes on; <c>again</c>: another one after a while; <c>clean</c>; <c>failed</c>.</param>
public sealed record EraseStep(
    UserId UserId, int Pass, IReadOnlyList<EraseSegment>? Segments = null, long Logs = 0, long Repaired = 0, long Open = 0, string? Next = null, int Wait = 0);

public sealed record EraseSegment(string? Cursor = null, bool Done = false);

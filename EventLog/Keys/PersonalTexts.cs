using System.Text.Json;
using EventChat.Contracts;

namespace EventChat.EventLog;

/// <param name="Bare">The event without it: what is stored for everybody to read.</param>
/// <param name="Owner">Whose key seals it.</param>
/// <param name="Text">What is sealed.</param>
public readonly record struct Personal(ChatEvent Bare, UserId Owner, string Text);

/// <summary>
/// What of an event is personal: texts and notes, by whoever wrote them; names, by whoever is called so; how a user is reached. The one list of it: what is not here is
/// stored for everybody to read, for ever. Pure.
/// </summary>
public static class PersonalTexts
{
    /// <summary>Between a sign-in name, which has no such character, and a display name.</summary>
    private const char Separator = '\n';

    /// <returns>Null: nothing is.</returns>
    public static Personal? Of(ChatEvent body, UserId sender) => body switch
    {
        ChatEvent.MessageSent e => new(e with { Text = "" }, sender, e.Text),
        ChatEvent.MessageEdited e => new(e with { Text = "" }, sender, e.Text),
        ChatEvent.MessageModerated { Text: { } text, Author: { } author } e => new(e with { Text = "", Author = null }, author, text),
        ChatEvent.MessageFlagged { Note: { } note } e => new(e with { Note = "" }, sender, note),
        ChatEvent.MessageReviewed { Note: { } note } e => new(e with { Note = "" }, sender, note),
        ChatEvent.VerdictAppealed { Note: { } note } e => new(e with { Note = "" }, sender, note),
        ChatEvent.MemberAdded e => new(e with { Name = "" }, e.UserId, e.Name),
        ChatEvent.UserRegistered e => new(e with { SignInName = "", Name = "" }, sender, $"{e.SignInName}{Separator}{e.Name}"),
        ChatEvent.NotificationPreferencesChanged e => new(
            e with { Preferences = NotificationPreferences.Default }, sender, JsonSerializer.Serialize(e.Preferences, Wire.Json.NotificationPreferences)),
        _ => null,
    };

    /// <param name="bare">As it was stored.</param>
    /// <param name="text">What was sealed.</param>
    /// <exception cref="UnreadableEventException">This version of the code does not know such an event to have anything sealed.</exception>
    public static ChatEvent With(ChatEvent bare, string text) => bare switch
    {
        ChatEvent.MessageSent e => e with { Text = text },
        ChatEvent.MessageEdited e => e with { Text = text },
        ChatEvent.MessageModerated e => e with { Text = text },
        ChatEvent.MessageFlagged e => e with { Note = text },
        ChatEvent.MessageReviewed e => e with { Note = text },
        ChatEvent.VerdictAppealed e => e with { Note = text },
        ChatEvent.MemberAdded e => e with { Name = text },
        ChatEvent.UserRegistered e when text.Split(Separator, 2) is [var signIn, var name] => e with { SignInName = signIn, Name = name },
        ChatEvent.NotificationPreferencesChanged e => e with { Preferences = JsonSerializer.Deserialize(text, Wire.Json.NotificationPreferences) ?? NotificationPreferences.Default },
        _ => throw new UnreadableEventException($"A {bare.GetType().Name} with something sealed."),
    };

    /// <summary>What is left once the owner is forgotten.</summary>
    public static ChatEvent Without(ChatEvent bare) => bare switch
    {
        ChatEvent.MessageFlagged e => e with { Note = null, Erased = true },
        ChatEvent.MessageReviewed e => e with { Note = null, Erased = true },
        ChatEvent.VerdictAppealed e => e with { Note = null, Erased = true },
        ChatEvent.MemberAdded e => e with { Name = Forgotten.Name, Erased = true },
        ChatEvent.UserRegistered e => e with { Name = Forgotten.Name, Erased = true },
        _ => bare with { Erased = true },
    };
}

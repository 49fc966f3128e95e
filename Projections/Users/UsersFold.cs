using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The user directory: a profile by id, an owner by sign-in name. Pure.</summary>
public static class UsersFold
{
    public const string ProfileSort = "profile";
    public const string NameSort = "name";

    /// <exception cref="InvalidDataException">Not an event of a user's log; the log is parked there.</exception>
    public static IReadOnlyList<RowChange> Apply(RecordedEvent e)
    {
        var user = e.Log.User ?? throw new InvalidDataException($"{e.Log} is not a user's log.");
        if (e.Body is ChatEvent.ConversationRead or ChatEvent.NotificationPreferencesChanged or ChatEvent.NotificationRequested) return [];
        if (e.Body is not ChatEvent.UserRegistered registered)
            throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a user's log.");
        var profile = new RowChange.Put(new(user.Log.Value, ProfileSort), e.Seq, new Row.Profile(user, registered.Name));
        // Nobody finds who is forgotten.
        if (registered.Erased) return [profile];
        return
        [
            profile,
            new RowChange.Put(new(StateKeys.NamePrefix + registered.SignInName.ToLowerInvariant(), NameSort), e.Seq,
                new Row.NameOwner(user, registered.Name)),
        ];
    }
}

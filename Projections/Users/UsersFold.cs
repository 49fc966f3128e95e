using EventChat.Contracts;

namespace EventChat.Projections;

/// <summary>The user directory: a profile by id, an owner by sign-in name. Pure.</summary>
public static class UsersFold
{
    public const string ProfileSort = "profile";
    public const string NameSort = "name";

    /// <exception cref="InvalidDataException">Not an event of a user's log; the log is parked there.</exception>
    /// <param name="signInName">What the user is found by until now, in lower case; null if by nothing.</param>
    public static IReadOnlyList<RowChange> Apply(RecordedEvent e, string? signInName = null)
    {
        var user = e.Log.User ?? throw new InvalidDataException($"{e.Log} is not a user's log.");
        if (e.Body is ChatEvent.ConversationRead or ChatEvent.NotificationPreferencesChanged or ChatEvent.NotificationRequested
            or ChatEvent.ErasureRequested or ChatEvent.LegalHoldPlaced or ChatEvent.LegalHoldReleased) return [];
        if (e.Body is ChatEvent.UserForgotten) return Forget(user, e, signInName);
        if (e.Body is not ChatEvent.UserRegistered registered)
            throw new InvalidDataException($"{EventTypes.NameOf(e.Body).Name} in a user's log.");
        var profile = new RowChange.Put(new(user.Log.Value, ProfileSort), e.Seq, new Row.Profile(user, registered.Name));
        // Nobody finds who is forgotten.
        if (registered.Erased) return [profile];
        return
        [
            profile,
            new RowChange.Put(NameKey(registered.SignInName.ToLowerInvariant()), e.Seq,
                new Row.NameOwner(user, registered.Name)),
        ];
    }

    private static RowChange[] Forget(UserId user, RecordedEvent e, string? signInName)
    {
        var profile = new RowChange.Put(new(user.Log.Value, ProfileSort), e.Seq, new Row.Profile(user, Forgotten.Name));
        return signInName is null ? [profile] : [profile, new RowChange.Remove(NameKey(signInName), e.Seq, e.At)];
    }

    private static RowKey NameKey(string lowerName) => new(StateKeys.NamePrefix + lowerName, NameSort);
}

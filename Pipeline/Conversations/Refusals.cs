using EventChat.Contracts;

namespace EventChat.Pipeline;

/// <summary>The sentences of the refusals, once.</summary>
public static class Refusals
{
    public static readonly Refusal NoSuchConversation = new(RefusalType.NotFound, "There is no such conversation.", new("conversationId"));
    public static readonly Refusal NoSuchMessage = new(RefusalType.NotFound, "There is no such message.", new("messageSeq"));
    public static readonly Refusal NoSuchVersion = new(RefusalType.NotFound, "The message has no such version.", new("versionSeq"));
    public static readonly Refusal MessageDeleted = new(RefusalType.MessageDeleted, "The message was deleted.", new("messageSeq"));
    public static readonly Refusal OnlyOwnersPost = new(RefusalType.NotAllowed, "Only owners post in a channel.");
    public static readonly Refusal OnlyOwnersChangeMembers = new(RefusalType.NotAllowed, "Only an owner adds or removes others.");
    public static readonly Refusal DirectIsForTwo = new(RefusalType.NotAllowed, "A direct conversation keeps its two members.");
    public static readonly Refusal OnlyTheAuthor = new(RefusalType.NotAllowed, "Only its author may do this to a message.");
    public static readonly Refusal OnlyModerators = new(RefusalType.NotAllowed, "Only moderators and the conversation's owners may do this.");
    public static readonly Refusal NotYourself = new(RefusalType.NotAllowed, "You can not do this to yourself.", new("userId"));
    public static readonly Refusal NotAnOwner = new(RefusalType.NotAllowed, "Only a moderator of all conversations does this to an owner.", new("userId"));
    public static readonly Refusal OwnMessage = new(RefusalType.NotAllowed, "This is your own message.", new("messageSeq"));
    public static readonly Refusal Banned = new(RefusalType.Banned, "The user is banned from the conversation.", new("userId"));
    public static readonly Refusal NoReview = new(RefusalType.NotUnderReview, "No review of this version is open.", new("versionSeq"));
    public static readonly Refusal HadYourSay = new(RefusalType.NotUnderReview, "You have had your say on this version; others decide.", new("versionSeq"));
    public static readonly Refusal NothingToAppeal = new(RefusalType.NotUnderReview, "There is no verdict to appeal, or it was appealed before.", new("versionSeq"));
    public static readonly Refusal LastOwner = new(RefusalType.LastOwner, "The last owner can not leave while others are in the conversation.");
    public static readonly Refusal CommandIdTaken = new(RefusalType.Conflict, "This command id was used by another command.", new("commandId"));
    public static readonly Refusal ConversationIdTaken = new(RefusalType.Conflict, "This conversation id is taken.", new("conversationId"));
    public static readonly Refusal Busy = new(RefusalType.Busy, "Too many writers at once; send the same command again.");

    public static readonly Refusal OnlyOperators = new(RefusalType.NotAllowed, "Only operators may do this.");
    public static readonly Refusal LegalHold = new(RefusalType.LegalHold, "A legal hold stands: what is kept of the user must be kept.", new("userId"));

    public static readonly Refusal ExportFirst = new(
        RefusalType.ExportFirst, $"The user's data is to be taken first (myData), within {Limits.ExportDays} days before; or say waiveExport.", new("waiveExport", Limits.ExportDays, "days"));

    public static readonly Refusal Full =
        new(RefusalType.TooManyMembers, "The conversation is full.", new("userId", Limits.Members, "members"));

    public static Refusal Muted(DateTimeOffset until) =>
        new(RefusalType.Muted, $"You are muted until {WireTime.Format(until)}.", new(null, until.ToUnixTimeSeconds(), "seconds since 1970"));

    public static Refusal NoSuchUser(string field) => new(RefusalType.NotFound, "There is no such user.", new(field));

    public static Refusal Invalid(string field, string message, long? limit = null, string? unit = null) =>
        new(RefusalType.InvalidArgument, $"{field}: {message}", new(field, limit, unit));
}

namespace EventChat.Contracts;

/// <summary>Every limit, with its unit and its reason.</summary>
public static class Limits
{
    /// <summary>UTF-8 bytes of a message. Four of them fit one DynamoDB read unit and 50 fit AppSync's 240 KB frame; longer texts belong in an attachment.</summary>
    public const int TextBytes = 4_096;

    /// <summary>Characters (UTF-16) of a conversation's title: one line on a phone.</summary>
    public const int TitleCharacters = 120;

    /// <summary>Characters (UTF-16) of a display name: copied into every <c>member.added</c>.</summary>
    public const int NameCharacters = 64;

    /// <summary>Members named in <c>createConversation</c>, the creator included: each is an item of one transaction of at most 100 items.</summary>
    public const int MembersAtCreation = 50;

    /// <summary>Members of a conversation: the member list is paged, a publish costs $2 per million receivers.</summary>
    public const int Members = 100_000;

    /// <summary>Rows of one page of any list: 100 rows of 4 KB stay below DynamoDB's 1 MB page.</summary>
    public const int PageRows = 100;

    /// <summary>Rows of a page when the caller names none: one screen.</summary>
    public const int DefaultPageRows = 50;

    /// <summary>Memberships of one page of the inbox: three batches of 100 heads, 300 KB at most of 1 KB each, and ten steps are all that a pipeline has.</summary>
    public const int InboxRows = 300;

    /// <summary>Events of a conversation that its head tells apart: unread is exact among them. A badge shows 99; 128 bytes keep a usual room's head in one write unit.</summary>
    public const int RecentEvents = 128;

    /// <summary>Members up to which typing and presence are announced: everybody in a room of 100 who types once in 3 s is 3,300 deliveries a second, $24 an hour.</summary>
    public const int SignalMembers = 100;

    /// <summary>Characters of a text that is sought: a line.</summary>
    public const int SearchCharacters = 100;

    /// <summary>Words of it: each beyond the longest is up to ten rows to read.</summary>
    public const int SearchWords = 5;

    /// <summary>Messages of one page of what is found: each is a row to read by its key.</summary>
    public const int SearchRows = 25;

    public const int DefaultSearchRows = 20;

    /// <summary>Events of one <c>sync</c> page. With bodies of 4 KB it stays below AppSync's 5 MB answer.</summary>
    public const int SyncEvents = 200;

    /// <summary>Events a client may be behind before <c>sync</c> answers <c>reset</c>: beyond it, reading the newest page is cheaper than catching up (5 pages).</summary>
    public const int SyncResetEvents = 1_000;

    /// <summary>Members up to which a frame carries its audience, so that one subscription serves all of a user's small conversations: 20 × 40 bytes keep the head row in one write unit.</summary>
    public const int AudienceMembers = 20;

    /// <summary>Users whose subscriptions one publish can end: AppSync's five invalidations per request, two a user.</summary>
    public const int RemovedPerFrame = 2;

    /// <summary>Bytes of one published frame. AppSync drops more than 240 KB without a word; the rest is its envelope.</summary>
    public const int FrameBytes = 200_000;

    /// <summary>Users a message mentions: each is looked up and told.</summary>
    public const int Mentions = 20;

    /// <summary>Members up to which a conversation tells everybody of every message unless they say otherwise; in larger ones only those mentioned or replied to are looked up.</summary>
    public const int NotifyAllMembers = 1_000;

    /// <summary>Recipients of one batch of a notification: DynamoDB reads 100 items a call.</summary>
    public const int RecipientsPerBatch = 100;

    /// <summary>Terms of a blocklist: with 64 characters each it stays below 64 KB, a sixth of a DynamoDB item.</summary>
    public const int BlocklistTerms = 1_000;

    /// <summary>Characters (UTF-16) of a blocklist's term.</summary>
    public const int BlocklistTermCharacters = 64;

    /// <summary>Characters (UTF-16) of a note to a flag, a review or an appeal.</summary>
    public const int NoteCharacters = 500;

    /// <summary>Moderators that must agree, at most: a third breaks the tie.</summary>
    public const int Reviewers = 2;

    /// <summary>Days for which an export of one's data counts before one is forgotten: what was written since is not in it.</summary>
    public const int ExportDays = 30;

    /// <summary>Minutes a review may wait, at most: 30 days.</summary>
    public const int ReviewMinutes = 43_200;

    /// <summary>Domains that a policy lets links lead to.</summary>
    public const int AllowedDomains = 100;

    /// <summary>Days for which somebody is muted, at most; longer is a ban.</summary>
    public const int MuteDays = 365;

    /// <summary>Conversations with preferences of their own: 500 × 120 bytes stay below 64 KB.</summary>
    public const int ConversationPreferences = 500;

    /// <summary>Bytes of an execution's input: Step Functions' 256 KiB, less an eighth for what states add.</summary>
    public const int ExecutionInputBytes = 229_376;

    /// <summary>Messages of one moderation execution: 10 Comprehend calls of 10 segments at most, well within an Express execution's 5 minutes.</summary>
    public const int MessagesPerExecution = 50;

    /// <summary>Days of one <c>analyticsDays</c>: a quarter of a year; its rows, three a day of 300 bytes, are a tenth of a DynamoDB page.</summary>
    public const int AnalyticsDays = 92;

    /// <summary>Seconds a message may be read before its readers are told of it.</summary>
    public const int GraceSeconds = 20;
}

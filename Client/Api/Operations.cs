namespace EventChat.Client;

/// <summary>The documents this client sends: one for each field of the schema that a user may ask.</summary>
internal static partial class Operations
{
    private const string ProfileFields = "userId name";
    private const string MessageFields = "conversationId seq messageId senderId at text replyTo editedAt deleted versionSeq status reason mentions";
    private const string ConversationFields =
        $"conversationId kind title createdAt memberCount memberNames {{ userId name }} seq lastMessage {{ {MessageFields} }}";
    private const string EventFields = "seq type version senderId at commandId body";
    private const string FrameFields = $"conversationId fromSeq seq events {{ {EventFields} }} audience signal {{ userId kind at }}";
    private const string ReceiptFields = "conversationId commandId seq at";

    public const string Me = $"query Me {{ me {{ {ProfileFields} }} }}";
    public const string User = $"query User($name: String!) {{ user(name: $name) {{ {ProfileFields} }} }}";
    public const string Conversations =
        $"query Conversations($limit: Int, $nextToken: String) {{ conversations(limit: $limit, nextToken: $nextToken) {{ items {{ {ConversationFields} }} nextToken }} }}";
    public const string Conversation =
        $"query Conversation($conversationId: ID!) {{ conversation(conversationId: $conversationId) {{ {ConversationFields} }} }}";
    public const string Messages =
        $"query Messages($conversationId: ID!, $limit: Int, $nextToken: String) {{ messages(conversationId: $conversationId, limit: $limit, nextToken: $nextToken) {{ items {{ {MessageFields} thread {{ replies lastSeq lastAt }} }} seq nextToken }} }}";
    public const string Search =
        $"query Search($conversationId: ID!, $text: String!, $limit: Int, $nextToken: String) {{ search(conversationId: $conversationId, text: $text, limit: $limit, nextToken: $nextToken) {{ items {{ {MessageFields} }} nextToken }} }}";
    public const string Members =
        "query Members($conversationId: ID!, $limit: Int, $nextToken: String) { members(conversationId: $conversationId, limit: $limit, nextToken: $nextToken) { items { userId name role addedAt } nextToken } }";
    public const string Sync =
        $"query Sync($conversationId: ID!, $afterSeq: Int!, $limit: Int) {{ sync(conversationId: $conversationId, afterSeq: $afterSeq, limit: $limit) {{ conversationId status events {{ {EventFields} }} seq headSeq more }} }}";

    public const string CreateConversation =
        $"mutation CreateConversation($input: CreateConversationInput!) {{ createConversation(input: $input) {{ {ReceiptFields} }} }}";
    public const string AddMember = $"mutation AddMember($input: AddMemberInput!) {{ addMember(input: $input) {{ {ReceiptFields} }} }}";
    public const string RemoveMember = $"mutation RemoveMember($input: RemoveMemberInput!) {{ removeMember(input: $input) {{ {ReceiptFields} }} }}";
    public const string SendMessage = $"mutation SendMessage($input: SendMessageInput!) {{ sendMessage(input: $input) {{ {ReceiptFields} }} }}";
    public const string EditMessage = $"mutation EditMessage($input: EditMessageInput!) {{ editMessage(input: $input) {{ {ReceiptFields} }} }}";
    public const string DeleteMessage = $"mutation DeleteMessage($input: DeleteMessageInput!) {{ deleteMessage(input: $input) {{ {ReceiptFields} }} }}";

    public const string OnMyConversations = $"subscription OnMyConversations {{ onMyConversations {{ {FrameFields} }} }}";
    public const string OnConversation =
        $"subscription OnConversation($conversationId: ID!) {{ onConversation(conversationId: $conversationId) {{ {FrameFields} }} }}";
}

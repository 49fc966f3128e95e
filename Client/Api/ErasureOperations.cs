namespace EventChat.Client;

internal static partial class Operations
{
    public const string MyData = "query MyData($nextToken: String) { myData(nextToken: $nextToken) { items nextToken } }";
    public const string LegalHolds =
        "query LegalHolds($limit: Int, $nextToken: String) { legalHolds(limit: $limit, nextToken: $nextToken) { items { userId reason placedBy placedAt } nextToken } }";
    public const string ForgetMe = $"mutation ForgetMe($input: ForgetMeInput!) {{ forgetMe(input: $input) {{ {ReceiptFields} }} }}";
    public const string ForgetUser = $"mutation ForgetUser($input: ForgetUserInput!) {{ forgetUser(input: $input) {{ {ReceiptFields} }} }}";
    public const string PlaceLegalHold = $"mutation PlaceLegalHold($input: PlaceLegalHoldInput!) {{ placeLegalHold(input: $input) {{ {ReceiptFields} }} }}";
    public const string ReleaseLegalHold = $"mutation ReleaseLegalHold($input: ReleaseLegalHoldInput!) {{ releaseLegalHold(input: $input) {{ {ReceiptFields} }} }}";
}

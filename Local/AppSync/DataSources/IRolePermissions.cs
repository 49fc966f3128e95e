namespace EventChat.Local.AppSync.DataSources;

/// <summary>What a role's policies allow. Without one, a data source reaches the table it is configured with and no other.</summary>
public interface IRolePermissions
{
    /// <param name="action">E.g. <c>dynamodb:BatchGetItem</c>.</param>
    bool Allows(string roleArn, string action, string resourceArn);

    /// <param name="accessKeyId">Of a verified signature. Who has taken no role is the account's owner and may do all.</param>
    bool SignerMay(string accessKeyId, string action, string resourceArn);
}

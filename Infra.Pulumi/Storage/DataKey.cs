using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.Kms;
using Alias = Pulumi.Aws.Kms.Alias;

namespace EventChat.Infra.Storage;

/// <summary>The account's own key for the tables.</summary>
internal sealed class DataKey
{
    /// <summary>The longest KMS offers: a key deleted by mistake takes every message with it.</summary>
    private const int DeletionWindowInDays = 30;

    private readonly Key _key;
    private readonly Output<string> _region;

    public DataKey(PhysicalNames names, StackConfig config, Output<string> region)
    {
        _region = region;
        _key = new Key("tablesKey", new KeyArgs
        {
            Description = "Encrypts the tables of the chat",
            EnableKeyRotation = true,
            DeletionWindowInDays = DeletionWindowInDays,
        }, new CustomResourceOptions { Protect = config.DeletionProtection });
        _ = new Alias("tablesKeyAlias", new AliasArgs { Name = $"alias/{names.Of("data")}", TargetKeyId = _key.KeyId });
    }

    public Output<string> Arn => _key.Arn;

    /// <summary>What everybody needs who reads or writes the tables.</summary>
    public Grant Use => Grant.To(
        "DynamoDB unwraps the table's key in the name of whoever calls it", _key.Arn, "kms:Decrypt") with
    {
        // Only through DynamoDB: the role can not decrypt anything by itself.
        Condition = new Dictionary<string, IReadOnlyDictionary<string, Output<string>>>
        {
            ["StringEquals"] = new Dictionary<string, Output<string>>
            {
                ["kms:ViaService"] = Output.Format($"dynamodb.{_region}.amazonaws.com"),
            },
        },
    };
}

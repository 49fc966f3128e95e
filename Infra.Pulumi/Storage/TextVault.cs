using EventChat.Contracts;
using EventChat.Infra.Access;
using Pulumi;
using Pulumi.Aws.DynamoDB;
using Pulumi.Aws.DynamoDB.Inputs;
using Pulumi.Aws.Kms;
using Alias = Pulumi.Aws.Kms.Alias;

namespace EventChat.Infra.Storage;

/// <summary>
/// The users' data keys, and the key that wraps them: $1 a month and $0.03 per 10,000 uses. Apart from the tables' own encryption, whose key everybody may use who reads a table:
/// this one is used by functions alone that write or read what people wrote.
/// </summary>
internal sealed class TextVault
{
    /// <summary>The longest KMS offers: a key deleted by mistake takes every text with it.</summary>
    private const int DeletionWindowInDays = 30;

    private readonly Key _key;

    public TextVault(PhysicalNames names, StackConfig config, DataKey? tablesKey)
    {
        _key = new Key("textsKey", new KeyArgs
        {
            Description = "Wraps the keys of the users' texts",
            EnableKeyRotation = true,
            DeletionWindowInDays = DeletionWindowInDays,
        }, new CustomResourceOptions { Protect = config.DeletionProtection });
        _ = new Alias("textsKeyAlias", new AliasArgs { Name = $"alias/{names.Of("texts")}", TargetKeyId = _key.KeyId });
        var table = new TableArgs
        {
            Name = names.Of("keys"),
            BillingMode = "PAY_PER_REQUEST",
            HashKey = KeyAttributes.Pk,
            Attributes = { new TableAttributeArgs { Name = KeyAttributes.Pk, Type = "S" } },
            // Not to be restored to an earlier second: it would bring back keys that were destroyed. docs/erasure.md says what that costs.
            PointInTimeRecovery = new TablePointInTimeRecoveryArgs { Enabled = false },
            DeletionProtectionEnabled = config.DeletionProtection,
        };
        if (tablesKey is not null) table.ServerSideEncryption = new TableServerSideEncryptionArgs { Enabled = true, KmsKeyArn = tablesKey.Arn };
        Keys = new Table("keysTable", table, new CustomResourceOptions { Protect = config.DeletionProtection });
    }

    public Table Keys { get; }

    /// <summary>For a function that appends what people write, and reads it.</summary>
    public IEnumerable<Grant> Seal() =>
    [
        Grant.To("a user's key is read, and made once", Keys.Arn, "dynamodb:BatchGetItem", "dynamodb:UpdateItem"),
        Grant.To("it is made, and unwrapped", _key.Arn, "kms:GenerateDataKey", "kms:Decrypt"),
    ];

    /// <summary>For a function that only reads what people wrote.</summary>
    public IEnumerable<Grant> Open() =>
    [
        Grant.To("a user's key is read", Keys.Arn, "dynamodb:BatchGetItem"),
        Grant.To("it is unwrapped", _key.Arn, "kms:Decrypt"),
    ];

    /// <summary>For the one function that destroys keys; what it writes is nobody's text.</summary>
    public IEnumerable<Grant> Destroy() =>
    [
        .. Open(),
        Grant.To("it is destroyed", Keys.Arn, "dynamodb:UpdateItem"),
    ];

    public InputMap<string> Tell(InputMap<string> environment)
    {
        environment[EnvironmentNames.KeysTable] = Keys.Name;
        environment[EnvironmentNames.TextKey] = _key.Arn;
        return environment;
    }
}

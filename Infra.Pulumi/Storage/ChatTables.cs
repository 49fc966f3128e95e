using EventChat.Contracts;
using Pulumi;
using Pulumi.Aws.DynamoDB;
using Pulumi.Aws.DynamoDB.Inputs;

namespace EventChat.Infra.Storage;

/// <summary>The log, the state that commands check, and the read models.</summary>
internal sealed class ChatTables
{
    /// <summary>Attribute of a view row that DynamoDB may delete from then on: a tombstone, once no late event can be older.</summary>
    private const string ExpiryAttribute = "ttl";

    private readonly PhysicalNames _names;
    private readonly StackConfig _config;

    public ChatTables(PhysicalNames names, StackConfig config, Output<string> region)
    {
        (_names, _config) = (names, config);
        Key = config.DataKey is DataKeyOwner.Customer ? new DataKey(names, config, region) : null;

        Texts = new TextVault(names, config, Key);

        // On demand: a chat's load is idle nights and bursts, and a segment append is a little over one write unit.
        Events = Create("events", new TableArgs
        {
            HashKey = SegmentAttributes.Log,
            RangeKey = SegmentAttributes.Start,
            Attributes = { Attribute(SegmentAttributes.Log, "S"), Attribute(SegmentAttributes.Start, "N") },
            StreamEnabled = true,
            // The old image would double every record, and a segment's past is a prefix of its present.
            StreamViewType = "NEW_IMAGE",
        });
        State = Create("state", new TableArgs
        {
            HashKey = StateKeys.Pk,
            RangeKey = StateKeys.Sk,
            Attributes = { Attribute(StateKeys.Pk, "S"), Attribute(StateKeys.Sk, "S") },
            // Presence, what was told, answers kept by content: none of it is missed once its time is over.
            Ttl = new TableTtlArgs { AttributeName = StateKeys.Ttl, Enabled = true },
        });
        Views = Create("views", new TableArgs
        {
            HashKey = StateKeys.Pk,
            RangeKey = StateKeys.Sk,
            Attributes = { Attribute(StateKeys.Pk, "S"), Attribute(StateKeys.Sk, "S") },
            Ttl = new TableTtlArgs { AttributeName = ExpiryAttribute, Enabled = true },
        });
    }

    public Table Events { get; }
    public Table State { get; }
    public Table Views { get; }
    /// <summary>What people wrote is sealed with keys that lie here.</summary>
    public TextVault Texts { get; }
    /// <summary>Null while DynamoDB's own key is used.</summary>
    public DataKey? Key { get; }

    private Table Create(string part, TableArgs args)
    {
        args.Name = _names.Of(part);
        args.BillingMode = "PAY_PER_REQUEST";
        // Any second of the last 35 days. The views could be folded anew, but a restore takes minutes where a rebuild takes hours.
        args.PointInTimeRecovery = new TablePointInTimeRecoveryArgs { Enabled = true };
        args.DeletionProtectionEnabled = _config.DeletionProtection;
        if (Key is not null) args.ServerSideEncryption = new TableServerSideEncryptionArgs { Enabled = true, KmsKeyArn = Key.Arn };
        return new Table($"{part}Table", args, new CustomResourceOptions { Protect = _config.DeletionProtection });
    }

    private static TableAttributeArgs Attribute(string name, string type) => new() { Name = name, Type = type };
}

namespace Pulumi.Aws.DynamoDB
{
    public class Table(string name, TableArgs? args = null, CustomResourceOptions? options = null)
        : CustomResource("aws:dynamodb/table:Table", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
        [Output("streamArn")] public Output<string> StreamArn { get; private set; } = null!;
    }

    public sealed class TableArgs : ResourceArgs
    {
        [Input("attributes")] private InputList<Inputs.TableAttributeArgs>? _attributes;
        public InputList<Inputs.TableAttributeArgs> Attributes { get => _attributes ??= []; set => _attributes = value; }
        [Input("billingMode")] public Input<string>? BillingMode { get; set; }
        [Input("deletionProtectionEnabled")] public Input<bool>? DeletionProtectionEnabled { get; set; }
        [Input("hashKey")] public Input<string>? HashKey { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("pointInTimeRecovery")] public Input<Inputs.TablePointInTimeRecoveryArgs>? PointInTimeRecovery { get; set; }
        [Input("rangeKey")] public Input<string>? RangeKey { get; set; }
        [Input("serverSideEncryption")] public Input<Inputs.TableServerSideEncryptionArgs>? ServerSideEncryption { get; set; }
        [Input("streamEnabled")] public Input<bool>? StreamEnabled { get; set; }
        [Input("streamViewType")] public Input<string>? StreamViewType { get; set; }
        [Input("tags")] private InputMap<string>? _tags;
        public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
        [Input("ttl")] public Input<Inputs.TableTtlArgs>? Ttl { get; set; }
    }
}

namespace Pulumi.Aws.DynamoDB.Inputs
{
    public sealed class TableAttributeArgs : ResourceArgs
    {
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("type", required: true)] public Input<string> Type { get; set; } = null!;
    }

    public sealed class TablePointInTimeRecoveryArgs : ResourceArgs
    {
        [Input("enabled", required: true)] public Input<bool> Enabled { get; set; } = null!;
    }

    public sealed class TableServerSideEncryptionArgs : ResourceArgs
    {
        [Input("enabled", required: true)] public Input<bool> Enabled { get; set; } = null!;
        [Input("kmsKeyArn")] public Input<string>? KmsKeyArn { get; set; }
    }

    public sealed class TableTtlArgs : ResourceArgs
    {
        [Input("attributeName")] public Input<string>? AttributeName { get; set; }
        [Input("enabled")] public Input<bool>? Enabled { get; set; }
    }
}

namespace Pulumi.Aws.S3;

public class BucketObjectv2(string name, BucketObjectv2Args args, CustomResourceOptions? options = null)
    : CustomResource("aws:s3/bucketObjectv2:BucketObjectv2", name, args, Package.Pin(options));

public sealed class BucketObjectv2Args : ResourceArgs
{
    [Input("bucket", required: true)] public Input<string> Bucket { get; set; } = null!;
    [Input("cacheControl")] public Input<string>? CacheControl { get; set; }
    [Input("content")] public Input<string>? Content { get; set; }
    [Input("contentType")] public Input<string>? ContentType { get; set; }
    [Input("key")] public Input<string>? Key { get; set; }
    [Input("source")] public Input<AssetOrArchive>? Source { get; set; }
}

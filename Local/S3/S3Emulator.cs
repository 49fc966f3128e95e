using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.S3;

/// <summary>Amazon S3 on this machine, as much as failure destinations, exports and packages need: what the host plugs in where.</summary>
public sealed class S3Emulator
{
    /// <param name="folder">Where the buckets are kept; made if absent.</param>
    public S3Emulator(string folder, IRequestSignature signature, TimeProvider time)
    {
        var buckets = new Buckets(folder);
        Routes = new S3Routes(new BucketOperations(buckets), new ObjectOperations(buckets, time), new S3Signature(signature, time), time);
        Providers = [new BucketProvider(buckets), new BucketCompanions()];
    }

    public IHttpRoutes Routes { get; }

    public IReadOnlyList<IResourceProvider> Providers { get; }
}

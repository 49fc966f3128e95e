using System.Text.RegularExpressions;

namespace EventChat.Local.S3;

/// <summary>The buckets there are: folders in a folder.</summary>
internal sealed partial class Buckets
{
    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    public Buckets(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        foreach (var bucket in Directory.EnumerateDirectories(folder)) _buckets[Path.GetFileName(bucket)] = new Bucket(bucket);
    }

    public IReadOnlyList<Bucket> All
    {
        get
        {
            lock (_gate) return [.. _buckets.Values];
        }
    }

    public Bucket? Find(string name)
    {
        lock (_gate) return _buckets.GetValueOrDefault(name);
    }

    public Bucket Get(string name) => Find(name) ?? throw S3Exception.NoSuchBucket();

    /// <summary>The bucket, or the one that is there: in us-east-1 AWS answers its owner so.</summary>
    public Bucket Create(string name)
    {
        if (!Name.IsMatch(name) || name.Contains("..", StringComparison.Ordinal)) throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid.");
        lock (_gate) return _buckets.TryGetValue(name, out var existing) ? existing : _buckets[name] = new Bucket(Path.Combine(_folder, name));
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            var bucket = Get(name);
            if (!bucket.IsEmpty) throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
            _buckets.Remove(name);
            bucket.DeleteFolder();
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Name { get; }
}

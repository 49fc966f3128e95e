using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EventChat.Local.S3;

/// <summary>
/// A bucket is a folder, an object one file in it: a line of JSON that describes it, then its bytes. It is written beside its place and moved there,
/// so that description and bytes always belong together.
/// </summary>
internal sealed class Bucket
{
    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>Opens the folder, or makes it.</summary>
    public Bucket(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        // What a crash left half written was never answered.
        foreach (var half in Directory.EnumerateFiles(folder, "*.new")) File.Delete(half);
        foreach (var file in Directory.EnumerateFiles(folder, "*.object"))
        {
            using var stream = File.OpenRead(file);
            var stored = Head(stream);
            _objects[stored.Key] = stored;
        }
    }

    public string Name => Path.GetFileName(_folder);

    public DateTimeOffset CreatedAt => new(Directory.GetCreationTimeUtc(_folder), TimeSpan.Zero);

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _objects.Count == 0;
        }
    }

    /// <summary>In the order of their keys.</summary>
    public IReadOnlyList<StoredObject> List(string prefix, string after)
    {
        lock (_gate)
            return [.. _objects.Values.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(o.Key, after) > 0)];
    }

    public StoredObject? Find(string key)
    {
        lock (_gate) return _objects.GetValueOrDefault(key);
    }

    /// <summary>The object and its bytes as they were at one moment; null if there is none.</summary>
    public (StoredObject Object, byte[] Bytes)? Read(string key)
    {
        lock (_gate)
        {
            if (!_objects.ContainsKey(key)) return null;
            using var stream = File.OpenRead(FileOf(key));
            var stored = Head(stream);
            var bytes = new byte[stored.Size];
            stream.ReadExactly(bytes);
            return (stored, bytes);
        }
    }

    /// <param name="allowed">Is shown what is there before; throws if that must not be replaced.</param>
    public void Write(StoredObject stored, byte[] bytes, Action<StoredObject?> allowed)
    {
        lock (_gate)
        {
            allowed(_objects.GetValueOrDefault(stored.Key));
            var half = Path.Combine(_folder, $"{_writes++}.new");
            using (var file = File.Create(half))
            {
                JsonSerializer.Serialize(file, stored, S3Json.Default.StoredObject);
                file.WriteByte((byte)'\n');
                file.Write(bytes);
            }
            File.Move(half, FileOf(stored.Key), overwrite: true);
            _objects[stored.Key] = stored;
        }
    }

    public void Delete(string key)
    {
        lock (_gate)
            if (_objects.Remove(key)) File.Delete(FileOf(key));
    }

    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    /// <summary>Keys may be longer than file names, and hold what those can not.</summary>
    private string FileOf(string key) => Path.Combine(_folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}.object");

    /// <summary>Leaves the stream at the first of the bytes.</summary>
    private static StoredObject Head(FileStream stream)
    {
        using var line = new MemoryStream();
        for (int next; (next = stream.ReadByte()) is not ('\n' or -1);) line.WriteByte((byte)next);
        return JsonSerializer.Deserialize(line.ToArray(), S3Json.Default.StoredObject)!;
    }
}

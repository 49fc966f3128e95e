using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.Kms;

/// <summary>The keys of this machine: a file of key material each, for its owner's eyes only. Whoever deletes the file has lost what it wrapped.</summary>
/// <param name="folder">Null: in memory.</param>
internal sealed class WrappingKeys(string? folder, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, WrappingKey> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <summary>The key of that name, made or found as an earlier run left it.</summary>
    public WrappingKey Declare(string name, string? description)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"kms|{name}")).AsSpan(0, 16), bigEndian: true);
        lock (_gate) return _byId.GetOrAdd(id.ToString("D"), _ => new(id, Material(id), description, time.GetUtcNow()));
    }

    /// <param name="name">A key's id or ARN.</param>
    /// <exception cref="KmsException">There is none.</exception>
    public WrappingKey Find(string name)
    {
        var id = name.StartsWith("arn:", StringComparison.Ordinal) ? name[(name.LastIndexOf('/') + 1)..] : name;
        return _byId.TryGetValue(id, out var key) && (name == id || name == key.Arn) ? key : throw KmsException.NoKey(name);
    }

    private byte[] Material(Guid id)
    {
        if (folder is null) return RandomNumberGenerator.GetBytes(WrappingKey.MaterialBytes);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{id:D}.key");
        if (File.Exists(file))
            return File.ReadAllBytes(file) is { Length: WrappingKey.MaterialBytes } known ? known : throw new InvalidDataException($"{file} is no key.");
        var material = RandomNumberGenerator.GetBytes(WrappingKey.MaterialBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var written = new FileStream(file + ".new", options))
        {
            written.Write(material);
            written.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file);
        return material;
    }
}

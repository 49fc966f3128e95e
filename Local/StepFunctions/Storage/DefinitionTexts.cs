using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace EventChat.Local.StepFunctions.Storage;

/// <summary>The texts of all definitions that were ever run, by their hash: an execution goes on with the one it began with.</summary>
internal sealed class DefinitionTexts(string folder)
{
    private readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);

    public string Keep(string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
        if (!_kept.TryAdd(hash, true)) return hash;
        var file = PathOf(hash);
        if (File.Exists(file)) return hash;
        Directory.CreateDirectory(folder);
        var temporary = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(temporary, text);
        File.Move(temporary, file, overwrite: true);
        return hash;
    }

    /// <exception cref="FileNotFoundException">Somebody has deleted it.</exception>
    public string Read(string hash) => File.ReadAllText(PathOf(hash));

    private string PathOf(string hash) => Path.Combine(folder, $"{hash}.asl.json");
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EventChat.Local.Cognito.Pools;

/// <summary>
/// A file per user, one for the groups, one for the key. Each is written beside its place, flushed and renamed over it, so a
/// reader finds the old text or the new one, whenever the process dies.
/// </summary>
internal sealed class FilePoolStorage : IPoolStorage
{
    private const string Unfinished = ".new";
    private readonly string _folder;
    private readonly string _users;

    public FilePoolStorage(string folder)
    {
        _folder = folder;
        _users = Path.Combine(folder, "users");
        Directory.CreateDirectory(_users);
        foreach (var left in Directory.EnumerateFiles(folder, "*" + Unfinished, SearchOption.AllDirectories)) File.Delete(left);
    }

    private string GroupsFile => Path.Combine(_folder, "groups.json");

    private string KeyFile => Path.Combine(_folder, "key.pkcs8");

    public IReadOnlyList<User> Users() =>
        [.. Directory.EnumerateFiles(_users, "*.json").Select(file => Read(file, PoolJson.Default.User))];

    public void Put(User user) => Write(FileOf(user), JsonSerializer.SerializeToUtf8Bytes(user, PoolJson.Default.User));

    public void Remove(User user) => File.Delete(FileOf(user));

    public IReadOnlyList<Group> Groups() => File.Exists(GroupsFile) ? Read(GroupsFile, PoolJson.Default.IReadOnlyListGroup) : [];

    public void Put(IReadOnlyList<Group> groups) =>
        Write(GroupsFile, JsonSerializer.SerializeToUtf8Bytes(groups, PoolJson.Default.IReadOnlyListGroup));

    public byte[] Key(Func<byte[]> make)
    {
        if (!File.Exists(KeyFile)) Write(KeyFile, make());
        return File.ReadAllBytes(KeyFile);
    }

    private string FileOf(User user) => Path.Combine(_users, user.Sub + ".json");

    private static T Read<T>(string file, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), type) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is not what this version wrote ({e.Path}). Start with --fresh to begin anew.", e);
        }
    }

    private static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        var beside = file + Unfinished;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // Keys and TOTP secrets: nobody else's business, on a shared machine too.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(beside, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(IReadOnlyList<Group>))]
internal sealed partial class PoolJson : JsonSerializerContext;

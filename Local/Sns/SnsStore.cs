using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventChat.Local.Sns;

internal sealed record Topic(string Arn, Dictionary<string, string> Attributes);

/// <param name="Attributes">RawMessageDelivery, FilterPolicy, FilterPolicyScope.</param>
internal sealed record Subscription(string Arn, string TopicArn, string Protocol, string Endpoint, Dictionary<string, string> Attributes);

/// <summary>Where an app's devices are registered.</summary>
/// <param name="Platform"><c>GCM</c>, <c>APNS</c> …, the key of its part in a message of structure json.</param>
internal sealed record PlatformApplication(string Arn, string Platform, Dictionary<string, string> Attributes);

internal sealed record PlatformEndpoint(string Arn, string ApplicationArn, string Token, bool Enabled, string? UserData);

/// <summary>All by ARN.</summary>
internal sealed record SnsContents(
    Dictionary<string, Topic> Topics, Dictionary<string, Subscription> Subscriptions, Dictionary<string, PlatformApplication> Applications,
    Dictionary<string, PlatformEndpoint> Endpoints);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(SnsContents))]
internal sealed partial class SnsStoreJson : JsonSerializerContext;

/// <summary>What was created, in one file that is replaced as a whole: a user's device is still registered after a restart.</summary>
internal sealed class SnsStore
{
    private readonly string? _file;
    private readonly Lock _lock = new();
    private readonly SnsContents _contents;

    /// <param name="folder">Null keeps it in memory.</param>
    public SnsStore(string? folder)
    {
        _file = folder is null ? null : Path.Combine(folder, "sns.json");
        if (folder is not null) Directory.CreateDirectory(folder);
        _contents = _file is not null && File.Exists(_file)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(_file), SnsStoreJson.Default.SnsContents)!
            : new SnsContents(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));
    }

    public T Read<T>(Func<SnsContents, T> read)
    {
        lock (_lock) return read(_contents);
    }

    /// <param name="change">Throws before it changes anything to refuse.</param>
    public T Change<T>(Func<SnsContents, T> change)
    {
        lock (_lock)
        {
            var result = change(_contents);
            if (_file is null) return result;
            File.WriteAllBytes($"{_file}.new", JsonSerializer.SerializeToUtf8Bytes(_contents, SnsStoreJson.Default.SnsContents));
            File.Move($"{_file}.new", _file, overwrite: true);
            return result;
        }
    }
}

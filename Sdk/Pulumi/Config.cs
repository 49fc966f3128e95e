using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration, by default that of the project.</summary>
public sealed class Config(string? name = null)
{
    private readonly string _name = name ?? Deployment.Instance.ProjectName;

    public string? Get(string key)
    {
        Deployment.Current.SettingsAsked.Add(FullKey(key));
        return Deployment.Current.Context.Config.GetValueOrDefault(FullKey(key));
    }

    /// <summary>The same, marked so that the engine encrypts it wherever it keeps it. The program names it and does not hold it.</summary>
    public Output<string>? GetSecret(string key) => Get(key) is null ? null : new(Deployment.Current.Program.Secret(_name, key));

    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var value => throw new ConfigTypeException(FullKey(key), value, "a boolean: true or false"),
    };

    public int? GetInt32(string key) =>
        Get(key) is not { } value ? null
        : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ConfigTypeException(FullKey(key), value, "a whole number");

    public T? GetObject<T>(string key)
    {
        if (Get(key) is not { } value) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(value);
        }
        catch (JsonException)
        {
            throw new ConfigTypeException(FullKey(key), value, $"a JSON {typeof(T).Name}");
        }
    }

    public string Require(string key) => Get(key) ?? throw new ConfigMissingException(FullKey(key));

    private string FullKey(string key) => $"{_name}:{key}";
}

internal sealed class ConfigTypeException(string key, string value, string expected)
    : RunException($"Configuration '{key}' is '{value}', which is not {expected}.");

internal sealed class ConfigMissingException(string key)
    : RunException($"Missing required configuration '{key}': set it with `pulumi config set {key} <value>`.");

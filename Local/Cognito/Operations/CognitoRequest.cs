using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EventChat.Local.Cognito.Operations;

/// <summary>A request's body, read with the API's own constraints and error texts.</summary>
internal sealed partial class CognitoRequest(JsonObject body)
{
    public string UserPoolId => Required("UserPoolId");

    public string ClientId => Required("ClientId");

    public string Username
    {
        get
        {
            var name = Required("Username");
            Bounded("username", name, least: 1, most: 128);
            return UsernamePattern.IsMatch(name)
                ? name
                : throw CognitoException.Constraint("username", @"Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+");
        }
    }

    public string? Optional(string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
        _ => throw NotOfType("String"),
    };

    public string Required(string name) => Optional(name)
        ?? throw CognitoException.Constraint(Camel(name), "Member must not be null");

    /// <summary>A password as given; what the policy says of it is another question.</summary>
    public string Password(string name)
    {
        var password = Required(name);
        Bounded(Camel(name), password, least: 1, most: 256);
        return password.Any(char.IsWhiteSpace) && !InnerSpaces.IsMatch(password)
            ? throw CognitoException.Constraint(Camel(name), @"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$")
            : password;
    }

    public bool Flag(string name) => body[name] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw NotOfType("Boolean"),
    };

    public int? Number(string name, int least, int most)
    {
        if (body[name] is not { } node) return null;
        if (node is not JsonValue value || !value.TryGetValue<int>(out var number)) throw NotOfType("Integer");
        if (number < least) throw CognitoException.Constraint(Camel(name), $"Member must have value greater than or equal to {least}");
        if (number > most) throw CognitoException.Constraint(Camel(name), $"Member must have value less than or equal to {most}");
        return number;
    }

    public IReadOnlyDictionary<string, string> Map(string name) => Block(name) is { } block
        ? block.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => Text(p.Value!), StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    public JsonObject? Block(string name) => body[name] switch
    {
        null => null,
        JsonObject block => block,
        _ => throw NotOfType("Object"),
    };

    public IReadOnlyList<string> Texts(string name) => List(name).Select(Text).ToList();

    /// <summary>A list of <c>{"Name","Value"}</c>; the last of a name wins.</summary>
    public IReadOnlyDictionary<string, string> Attributes(string name)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in List(name))
        {
            if (item is not JsonObject pair || pair["Name"] is not { } key) throw NotOfType("AttributeType");
            var value = pair["Value"] is { } given ? Text(given) : "";
            if (value.Length > 2048)
                throw CognitoException.Constraint($"{Camel(name)}.{attributes.Count + 1}.member.value", "Member must have length less than or equal to 2048");
            attributes[Text(key)] = value;
        }
        return attributes;
    }

    private JsonArray List(string name) => body[name] switch
    {
        null => [],
        JsonArray list => list,
        _ => throw NotOfType("List"),
    };

    private static string Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() is JsonValueKind.String
        ? value.GetValue<string>()
        : throw NotOfType("String");

    private static void Bounded(string member, string value, int least, int most)
    {
        if (value.Length < least) throw CognitoException.Constraint(member, $"Member must have length greater than or equal to {least}");
        if (value.Length > most) throw CognitoException.Constraint(member, $"Member must have length less than or equal to {most}");
    }

    private static CognitoException NotOfType(string type) => new("SerializationException", $"Expected a value of type {type}.");

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$")]
    private static partial Regex UsernamePattern { get; }

    [GeneratedRegex(@"^\S+.*\S+$")]
    private static partial Regex InnerSpaces { get; }
}

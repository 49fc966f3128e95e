using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;

namespace EventChat.Local.Cognito.Pools;

/// <summary>What a pool's schema says of attributes that somebody wants to write.</summary>
internal static partial class AttributeRules
{
    /// <summary>By a client, for its user.</summary>
    public static void CheckWrite(UserPool pool, PoolClient client, IReadOnlyDictionary<string, string> attributes)
    {
        if (attributes.Keys.Any(name => !client.MayWrite(name)))
            throw CognitoException.NotAuthorized("A client attempted to write unauthorized attribute");
        CheckValues(pool.Settings.Schema, attributes);
    }

    public static void CheckValues(AttributeSchema schema, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            var definition = schema.Find(name) ?? throw Violated(name, name == "sub"
                ? "The attribute sub cannot be changed"
                : $"Type for attribute {{{name}}} could not be determined", bare: true);
            if (name == "email" && !IsEmail(value)) throw CognitoException.InvalidParameter("Invalid email address format.");
            if (name == "phone_number" && value.Length > 0 && !PhoneNumber.IsMatch(value))
                throw CognitoException.InvalidParameter("Invalid phone number format.");
            CheckBounds(definition, value);
        }
    }

    public static void CheckRequired(AttributeSchema schema, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var definition in schema.All.Where(d => d.Required))
            if (string.IsNullOrEmpty(attributes.GetValueOrDefault(definition.Name))) throw Violated(definition.Name, "The attribute is required");
    }

    public static void CheckMutable(AttributeSchema schema, IEnumerable<string> names)
    {
        foreach (var name in names)
            if (schema.Find(name) is { Mutable: false }) throw CognitoException.InvalidParameter($"user.{name}: Attribute cannot be updated.\n");
    }

    public static bool IsEmail(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    public static bool IsPhoneNumber(string text) => PhoneNumber.IsMatch(text);

    private static void CheckBounds(AttributeDefinition definition, string value)
    {
        switch (definition.Type)
        {
            case AttributeType.String or AttributeType.DateTime:
                if (value.Length < definition.Least) throw Violated(definition.Name, "String must be longer than " + definition.Least);
                if (value.Length > definition.Most) throw Violated(definition.Name, "String must be shorter than " + definition.Most);
                break;
            case AttributeType.Number:
                if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                    throw Violated(definition.Name, "Number expected");
                if (number < definition.Least) throw Violated(definition.Name, "Number must be larger than " + definition.Least);
                if (number > definition.Most) throw Violated(definition.Name, "Number must be smaller than " + definition.Most);
                break;
            case AttributeType.Boolean when value is not ("true" or "false" or "True" or "False"):
                throw Violated(definition.Name, "Boolean expected");
        }
    }

    private static CognitoException Violated(string name, string rule, bool bare = false) =>
        CognitoException.InvalidParameter($"Attributes did not conform to the schema: {(bare ? rule : $"{name}: {rule}")}\n");

    [GeneratedRegex(@"^\+[0-9]{1,15}$")]
    private static partial Regex PhoneNumber { get; }
}

using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

internal static class AttributeChange
{
    /// <summary>The attributes that a message can be sent to, as Cognito prefers them.</summary>
    public static readonly string[] Addresses = ["phone_number", "email"];

    /// <summary>A changed address is no longer verified, and its pending code is void.</summary>
    public static User Apply(User user, IReadOnlyDictionary<string, string> attributes, DateTimeOffset now)
    {
        var after = user with { Attributes = user.Attributes.SetItems(attributes), ModifiedAt = now };
        foreach (var address in Addresses.Where(a => attributes.ContainsKey(a) && user[a] != after[a]))
        {
            var verified = attributes.GetValueOrDefault(address + "_verified") ?? "false";
            after = after.With(address + "_verified", verified) with { Codes = after.Codes.RemoveAll(c => c.Attribute == address) };
        }
        return after;
    }

    public static User Remove(User user, IReadOnlyList<string> names, DateTimeOffset now) => user with
    {
        Attributes = user.Attributes.RemoveRange(names.Concat(names.Select(n => n + "_verified"))),
        Codes = user.Codes.RemoveAll(c => names.Contains(c.Attribute)),
        ModifiedAt = now,
    };

    public static void CheckDeletable(AttributeSchema schema, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var definition = schema.Find(name) ?? throw CognitoException.InvalidParameter($"user.{name}: Attribute does not exist in the schema.\n");
            if (definition.Required) throw CognitoException.InvalidParameter($"user.{name}: Required attributes cannot be deleted.\n");
        }
        AttributeRules.CheckMutable(schema, names);
    }

    public static CodePurpose PurposeOf(string attribute) => attribute == "email" ? CodePurpose.Email : CodePurpose.PhoneNumber;
}

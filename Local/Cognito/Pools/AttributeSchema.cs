using System.Collections.Immutable;
using System.Globalization;

namespace EventChat.Local.Cognito.Pools;

internal enum AttributeType { String, Number, Boolean, DateTime }

/// <param name="Least">Characters, or the smallest number.</param>
/// <param name="Most">Characters, or the greatest number.</param>
internal sealed record AttributeDefinition(string Name, AttributeType Type, bool Required, bool Mutable, long? Least, long? Most);

/// <summary>The attributes that a pool's users may have: OpenID Connect's standard ones and the pool's own <c>custom:</c> ones.</summary>
internal sealed class AttributeSchema
{
    private static readonly string[] Texts =
    [
        "address", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number",
        "picture", "preferred_username", "profile", "website", "zoneinfo",
    ];

    public static readonly AttributeSchema Standard = new(
    [
        .. Texts.Select(name => new AttributeDefinition(name, AttributeType.String, false, true, 0, 2048)),
        new("birthdate", AttributeType.String, false, true, 10, 10),
        new("email_verified", AttributeType.Boolean, false, true, null, null),
        new("phone_number_verified", AttributeType.Boolean, false, true, null, null),
        new("updated_at", AttributeType.Number, false, true, 0, null),
    ]);

    private readonly ImmutableSortedDictionary<string, AttributeDefinition> _byName;

    private AttributeSchema(IEnumerable<AttributeDefinition> definitions) =>
        _byName = definitions.ToImmutableSortedDictionary(d => d.Name, d => d, StringComparer.Ordinal);

    public IEnumerable<AttributeDefinition> All => _byName.Values;

    public AttributeDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    public static AttributeSchema Read(IEnumerable<DeclaredInputs> schemas) =>
        new(schemas.Select(Definition).Aggregate(Standard._byName, (known, d) => known.SetItem(d.Name, d)).Values);

    private static AttributeDefinition Definition(DeclaredInputs schema)
    {
        schema.Only("developerOnlyAttribute", "false");
        var name = schema.RequiredText("name");
        var standard = Standard.Find(name);
        var text = schema.Block("stringAttributeConstraints");
        var number = schema.Block("numberAttributeConstraints");
        var definition = new AttributeDefinition(
            standard is null ? "custom:" + name : name,
            Enum.Parse<AttributeType>(schema.RequiredText("attributeDataType")),
            schema.Flag("required") ?? false,
            schema.Flag("mutable") ?? standard?.Mutable ?? false,
            Bound(text?.Text("minLength") ?? number?.Text("minValue")) ?? standard?.Least,
            Bound(text?.Text("maxLength") ?? number?.Text("maxValue")) ?? standard?.Most);
        if (standard is null && definition.Required) throw schema.Refuse($"{name}: a custom attribute can not be required, on AWS neither");
        text?.Done();
        number?.Done();
        schema.Done();
        return definition;
    }

    private static long? Bound(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
}

using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Delivery;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Operations;

/// <summary>Writes attributes of an existing user, and what follows from a new address.</summary>
internal sealed class AttributeUpdate(ConfirmationCodes codes, TimeProvider clock)
{
    /// <summary>The attributes that a message can be sent to, as Cognito prefers them.</summary>
    public static readonly string[] Addresses = ["phone_number", "email"];

    /// <returns>The <c>CodeDeliveryDetails</c> of the codes that went to new addresses.</returns>
    public JsonArray Apply(UserPool pool, User user, IReadOnlyDictionary<string, string> attributes)
    {
        var changed = Addresses.Where(a => attributes.TryGetValue(a, out var value) && value != user[a]).ToList();
        // Whoever says that it is verified (only an administrator may) needs no proof first.
        var unproved = changed.Where(a => attributes.GetValueOrDefault(a + "_verified") != "true" && pool.Settings.AutoVerified.Contains(a)).ToList();
        var waiting = unproved.Intersect(pool.Settings.VerifiedBeforeUpdate).ToList();
        var now = attributes.Where(a => !waiting.Contains(a.Key)).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);
        var after = pool.Users.Update(user.Sub, before => Write(before, now, changed.Except(waiting)));
        return [.. unproved.Select(a => codes.Send(pool, after, PurposeOf(a), a, waiting.Contains(a) ? attributes[a] : null))];
    }

    /// <summary>A changed address is no longer verified, and its pending code is void.</summary>
    private User Write(User user, IReadOnlyDictionary<string, string> attributes, IEnumerable<string> changed)
    {
        var after = user with { Attributes = user.Attributes.SetItems(attributes), ModifiedAt = clock.GetUtcNow() };
        foreach (var address in changed)
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

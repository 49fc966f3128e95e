using EventChat.Local.Stack;

namespace EventChat.Local.Cognito.Pools;

/// <summary>Reads the inputs of <c>aws:cognito/userPool:UserPool</c>, and refuses those that would have been ignored.</summary>
internal static class PoolDeclaration
{
    public static PoolSettings Read(ResourceDeclaration resource)
    {
        var inputs = DeclaredInputs.Of(resource);
        var settings = new PoolSettings
        {
            Name = inputs.Text("name") ?? resource.LogicalName,
            UsernameAttributes = Of(inputs, "usernameAttributes", "email", "phone_number"),
            AliasAttributes = Of(inputs, "aliasAttributes", "email", "phone_number", "preferred_username"),
            AutoVerified = Of(inputs, "autoVerifiedAttributes", "email", "phone_number"),
            VerifiedBeforeUpdate = VerifiedBeforeUpdate(inputs.Block("userAttributeUpdateSettings")),
            CaseSensitive = CaseSensitivity(inputs.Block("usernameConfiguration")),
            Mfa = Mfa(inputs),
            AdminCreateUserOnly = AdminCreateUser(inputs.Block("adminCreateUserConfig")),
            Passwords = PasswordPolicy.Read(inputs.Block("passwordPolicy")),
            Schema = AttributeSchema.Read(inputs.Blocks("schemas")),
            Recovery = Recovery(inputs.Block("accountRecoverySetting")),
            Triggers = TriggerFunctions.Read(inputs.Block("lambdaConfig")),
            Messages = MessageTemplates.Read(inputs),
        };
        if (settings.UsernameAttributes.Count > 0 && settings.AliasAttributes.Count > 0)
            throw inputs.Refuse("usernameAttributes and aliasAttributes exclude each other, on AWS too");
        // Nothing is sent, billed or deleted here: who sends, what it costs and what protects it has no effect to see.
        inputs.Record("tags", "deletionProtection", "emailConfiguration", "userPoolTier");
        inputs.Done();
        if (settings.VerifiedBeforeUpdate.Except(settings.AutoVerified).Any())
            throw inputs.Refuse("attributesRequireVerificationBeforeUpdates must be among autoVerifiedAttributes, on AWS too");
        return settings;
    }

    private static IReadOnlyList<string> Of(DeclaredInputs inputs, string name, params string[] known)
    {
        var given = inputs.Texts(name) ?? [];
        return given.FirstOrDefault(g => !known.Contains(g)) is { } odd ? throw inputs.Refuse($"{name} can not hold {odd}") : given;
    }

    private static IReadOnlyList<string> VerifiedBeforeUpdate(DeclaredInputs? block)
    {
        if (block is null) return [];
        var attributes = Of(block, "attributesRequireVerificationBeforeUpdates", "email", "phone_number");
        block.Done();
        return attributes;
    }

    private static bool CaseSensitivity(DeclaredInputs? block)
    {
        var sensitive = block?.Flag("caseSensitive") ?? true;
        block?.Done();
        return sensitive;
    }

    private static MfaMode Mfa(DeclaredInputs inputs)
    {
        var text = inputs.Text("mfaConfiguration") ?? "OFF";
        if (!Enum.TryParse<MfaMode>(text, ignoreCase: true, out var mode)) throw inputs.Refuse($"mfaConfiguration can not be {text}");
        var token = inputs.Block("softwareTokenMfaConfiguration");
        var enabled = token?.Flag("enabled") ?? false;
        token?.Done();
        return mode is MfaMode.Off || enabled
            ? mode
            : throw inputs.Refuse("of the second factors only softwareTokenMfaConfiguration is emulated");
    }

    private static bool AdminCreateUser(DeclaredInputs? block)
    {
        var only = block?.Flag("allowAdminCreateUserOnly") ?? false;
        // The mailbox shows the temporary password itself.
        block?.Record("inviteMessageTemplate");
        block?.Done();
        return only;
    }

    private static IReadOnlyList<string> Recovery(DeclaredInputs? block)
    {
        if (block is null) return ["phone_number", "email"];
        var mechanisms = block.Blocks("recoveryMechanisms").Select(m => (Name: m.RequiredText("name"), Priority: m.Number("priority"))).ToList();
        block.Done();
        return [.. mechanisms.OrderBy(m => m.Priority).Select(m => m.Name).Where(n => n != "admin_only").Select(n => n["verified_".Length..])];
    }
}

namespace Pulumi.Aws.Cognito
{
    public class UserPool(string name, UserPoolArgs? args = null, CustomResourceOptions? options = null)
        : CustomResource("aws:cognito/userPool:UserPool", name, args, Package.Pin(options))
    {
        [Output("arn")] public Output<string> Arn { get; private set; } = null!;
        [Output("endpoint")] public Output<string> Endpoint { get; private set; } = null!;
        [Output("name")] public Output<string> Name { get; private set; } = null!;
    }

    public sealed class UserPoolArgs : ResourceArgs
    {
        [Input("accountRecoverySetting")] public Input<Inputs.UserPoolAccountRecoverySettingArgs>? AccountRecoverySetting { get; set; }
        [Input("adminCreateUserConfig")] public Input<Inputs.UserPoolAdminCreateUserConfigArgs>? AdminCreateUserConfig { get; set; }
        [Input("aliasAttributes")] private InputList<string>? _aliasAttributes;
        public InputList<string> AliasAttributes { get => _aliasAttributes ??= []; set => _aliasAttributes = value; }
        [Input("autoVerifiedAttributes")] private InputList<string>? _autoVerifiedAttributes;
        public InputList<string> AutoVerifiedAttributes { get => _autoVerifiedAttributes ??= []; set => _autoVerifiedAttributes = value; }
        [Input("deletionProtection")] public Input<string>? DeletionProtection { get; set; }
        [Input("lambdaConfig")] public Input<Inputs.UserPoolLambdaConfigArgs>? LambdaConfig { get; set; }
        [Input("mfaConfiguration")] public Input<string>? MfaConfiguration { get; set; }
        [Input("name")] public Input<string>? Name { get; set; }
        [Input("passwordPolicy")] public Input<Inputs.UserPoolPasswordPolicyArgs>? PasswordPolicy { get; set; }
        [Input("schemas")] private InputList<Inputs.UserPoolSchemaArgs>? _schemas;
        public InputList<Inputs.UserPoolSchemaArgs> Schemas { get => _schemas ??= []; set => _schemas = value; }
        [Input("softwareTokenMfaConfiguration")] public Input<Inputs.UserPoolSoftwareTokenMfaConfigurationArgs>? SoftwareTokenMfaConfiguration { get; set; }
        [Input("userAttributeUpdateSettings")] public Input<Inputs.UserPoolUserAttributeUpdateSettingsArgs>? UserAttributeUpdateSettings { get; set; }
        [Input("usernameConfiguration")] public Input<Inputs.UserPoolUsernameConfigurationArgs>? UsernameConfiguration { get; set; }
    }
}

namespace Pulumi.Aws.Cognito.Inputs
{
    public sealed class UserPoolAccountRecoverySettingArgs : ResourceArgs
    {
        [Input("recoveryMechanisms")] private InputList<UserPoolAccountRecoverySettingRecoveryMechanismArgs>? _recoveryMechanisms;
        public InputList<UserPoolAccountRecoverySettingRecoveryMechanismArgs> RecoveryMechanisms { get => _recoveryMechanisms ??= []; set => _recoveryMechanisms = value; }
    }

    public sealed class UserPoolAccountRecoverySettingRecoveryMechanismArgs : ResourceArgs
    {
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("priority", required: true)] public Input<int> Priority { get; set; } = null!;
    }

    public sealed class UserPoolAdminCreateUserConfigArgs : ResourceArgs
    {
        [Input("allowAdminCreateUserOnly")] public Input<bool>? AllowAdminCreateUserOnly { get; set; }
    }

    public sealed class UserPoolLambdaConfigArgs : ResourceArgs
    {
        [Input("postAuthentication")] public Input<string>? PostAuthentication { get; set; }
        [Input("postConfirmation")] public Input<string>? PostConfirmation { get; set; }
    }

    public sealed class UserPoolPasswordPolicyArgs : ResourceArgs
    {
        [Input("minimumLength")] public Input<int>? MinimumLength { get; set; }
        [Input("requireLowercase")] public Input<bool>? RequireLowercase { get; set; }
        [Input("requireNumbers")] public Input<bool>? RequireNumbers { get; set; }
        [Input("requireSymbols")] public Input<bool>? RequireSymbols { get; set; }
        [Input("requireUppercase")] public Input<bool>? RequireUppercase { get; set; }
        [Input("temporaryPasswordValidityDays")] public Input<int>? TemporaryPasswordValidityDays { get; set; }
    }

    public sealed class UserPoolSchemaArgs : ResourceArgs
    {
        [Input("attributeDataType", required: true)] public Input<string> AttributeDataType { get; set; } = null!;
        [Input("mutable")] public Input<bool>? Mutable { get; set; }
        [Input("name", required: true)] public Input<string> Name { get; set; } = null!;
        [Input("required")] public Input<bool>? Required { get; set; }
        [Input("stringAttributeConstraints")] public Input<UserPoolSchemaStringAttributeConstraintsArgs>? StringAttributeConstraints { get; set; }
    }

    public sealed class UserPoolSchemaStringAttributeConstraintsArgs : ResourceArgs
    {
        [Input("maxLength")] public Input<string>? MaxLength { get; set; }
        [Input("minLength")] public Input<string>? MinLength { get; set; }
    }

    public sealed class UserPoolSoftwareTokenMfaConfigurationArgs : ResourceArgs
    {
        [Input("enabled", required: true)] public Input<bool> Enabled { get; set; } = null!;
    }

    public sealed class UserPoolUserAttributeUpdateSettingsArgs : ResourceArgs
    {
        [Input("attributesRequireVerificationBeforeUpdates", required: true)] private InputList<string>? _attributesRequireVerificationBeforeUpdates;
        public InputList<string> AttributesRequireVerificationBeforeUpdates { get => _attributesRequireVerificationBeforeUpdates ??= []; set => _attributesRequireVerificationBeforeUpdates = value; }
    }

    public sealed class UserPoolUsernameConfigurationArgs : ResourceArgs
    {
        [Input("caseSensitive")] public Input<bool>? CaseSensitive { get; set; }
    }
}

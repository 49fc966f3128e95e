using EventChat.Contracts;
using Pulumi;
using Pulumi.Aws.Cognito;
using Pulumi.Aws.Cognito.Inputs;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Identity;

/// <summary>Who may sign in, and how.</summary>
internal sealed class SignIn
{
    /// <summary>Length is what protects (NIST SP 800-63B).</summary>
    public const int MinimumPasswordLength = 12;

    /// <summary>Of a user in several groups the lowest counts.</summary>
    public const int OperatorsPrecedence = 5, ModeratorsPrecedence = 10;

    private readonly PhysicalNames _names;
    private readonly HostedSignIn? _hosted;
    private UserPoolClient? _client;

    public SignIn(PhysicalNames names, StackConfig config, Output<string> region, Function registration)
    {
        _names = names;
        UserPool = new UserPool("userPool", Pool(names, config, registration), new CustomResourceOptions { Protect = config.DeletionProtection });
        // Without it Cognito's call of the trigger is refused, and no sign-up can be confirmed.
        _ = new Permission("registrationByCognito", new PermissionArgs
        {
            Action = "lambda:InvokeFunction",
            Function = registration.Name,
            Principal = "cognito-idp.amazonaws.com",
            // This pool and no other: not one of somebody else's account either.
            SourceArn = UserPool.Arn,
        });
        Group(GroupNames.Moderators, ModeratorsPrecedence, "See the moderation desk and decide what is held");
        Group(GroupNames.Operators, OperatorsPrecedence, "See operations; rebuild and replay read models; forget users");
        if (config.SignIn.Domain is { } domain) _hosted = new HostedSignIn(UserPool, domain, config.SignIn.Providers, region);
    }

    /// <summary>What the page may do with hosted sign-in: who it is for, itself, its e-mail address, and its own account (second factor, password).</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["openid", "email", "profile", "aws.cognito.signin.user.admin"];

    public UserPool UserPool { get; }

    /// <summary>The page's.</summary>
    public UserPoolClient Client => _client ?? throw new InvalidOperationException("The client is made by LetIn.");

    /// <summary>Host of Cognito's pages; null: there are none.</summary>
    public Output<string>? HostedDomain => _hosted?.Host;

    /// <summary>Other identity providers, as Cognito calls them.</summary>
    public IReadOnlyList<string> ProviderNames => _hosted?.ProviderNames ?? [];

    /// <summary>Where a hosted sign-in may return to.</summary>
    public IReadOnlyList<Output<string>> ReturnUrls { get; private set; } = [];

    /// <summary>Makes the page's client. Apart from the pool, because where the page is follows from what follows from the pool.</summary>
    /// <param name="pages">Where the page is, without a slash at the end; none: nobody knows.</param>
    /// <exception cref="RunException">Hosted sign-in has nowhere to return to.</exception>
    public void LetIn(IEnumerable<Output<string>> pages, IReadOnlyList<string> more)
    {
        var client = WebClient(_names, UserPool);
        if (_hosted is not null)
        {
            ReturnUrls = [.. pages.Select(page => Output.Format($"{page}/")), .. more.Select(Output.Create)];
            if (ReturnUrls is []) throw new RunException("Configuration 'signInDomain' is set and a sign-in would have nowhere to return to: set webHosting, pageUrl or signInReturnUrls.");
            _hosted.Allow(client, ReturnUrls);
        }
        _client = new UserPoolClient("webClient", client);
    }

    private static UserPoolArgs Pool(PhysicalNames names, StackConfig config, Function registration) => new()
    {
        Name = names.Of("users"),
        // The user name is what others see and find; the address signs in as well, once it is verified.
        AliasAttributes = { "email" },
        AutoVerifiedAttributes = { "email" },
        UsernameConfiguration = new UserPoolUsernameConfigurationArgs { CaseSensitive = false },
        Schemas =
        {
            new UserPoolSchemaArgs
            {
                Name = "email",
                AttributeDataType = "String",
                Required = true,
                Mutable = true,
                // Cognito's own bounds of a standard attribute, said aloud: else every `up` shows a difference.
                StringAttributeConstraints = new UserPoolSchemaStringAttributeConstraintsArgs { MinLength = "0", MaxLength = "2048" },
            },
        },
        // The three classes keep out the most common words.
        PasswordPolicy = new UserPoolPasswordPolicyArgs
        {
            MinimumLength = MinimumPasswordLength,
            RequireLowercase = true,
            RequireUppercase = true,
            RequireNumbers = true,
            RequireSymbols = false,
            TemporaryPasswordValidityDays = 7,
        },
        MfaConfiguration = config.Mfa switch { MfaMode.Off => "OFF", MfaMode.Optional => "OPTIONAL", _ => "ON" },
        // An authenticator app only: a text message costs money and can be intercepted.
        SoftwareTokenMfaConfiguration = new UserPoolSoftwareTokenMfaConfigurationArgs { Enabled = config.Mfa is not MfaMode.Off },
        AccountRecoverySetting = new UserPoolAccountRecoverySettingArgs
        {
            RecoveryMechanisms = { new UserPoolAccountRecoverySettingRecoveryMechanismArgs { Name = "verified_email", Priority = 1 } },
        },
        // A new address is the old one until it is verified: a typing error can not lock anybody out.
        UserAttributeUpdateSettings = new UserPoolUserAttributeUpdateSettingsArgs { AttributesRequireVerificationBeforeUpdates = { "email" } },
        AdminCreateUserConfig = new UserPoolAdminCreateUserConfigArgs { AllowAdminCreateUserOnly = !config.SelfSignUp },
        // After each sign-in, too: Cognito keeps a user confirmed whose registration failed, and one whom an administrator made is never confirmed.
        LambdaConfig = new UserPoolLambdaConfigArgs { PostConfirmation = registration.Arn, PostAuthentication = registration.Arn },
        DeletionProtection = config.DeletionProtection ? "ACTIVE" : "INACTIVE",
    };

    private static UserPoolClientArgs WebClient(PhysicalNames names, UserPool pool) => new()
    {
        Name = names.Of("web"),
        UserPoolId = pool.Id,
        // A browser can not keep a secret.
        GenerateSecret = false,
        // SRP for people: the password never leaves the page. USER_PASSWORD for the terminal client and scripts.
        ExplicitAuthFlows = { "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        // "Wrong name" and "wrong password" are one answer.
        PreventUserExistenceErrors = "ENABLED",
        EnableTokenRevocation = true,
        // Minutes for the code of the second factor.
        AuthSessionValidity = 3,
        TokenValidityUnits = new UserPoolClientTokenValidityUnitsArgs { AccessToken = "minutes", IdToken = "minutes", RefreshToken = "days" },
        AccessTokenValidity = 60,
        IdTokenValidity = 60,
        RefreshTokenValidity = 30,
    };

    private void Group(string name, int precedence, string description) => _ = new UserGroup(name, new UserGroupArgs
    {
        Name = name,
        UserPoolId = UserPool.Id,
        Precedence = precedence,
        Description = description,
    });
}

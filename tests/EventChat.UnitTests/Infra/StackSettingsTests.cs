using EventChat.Infra;
using Pulumi;

namespace EventChat.UnitTests.Infra;

public class StackSettingsTests
{
    [Theory]
    [InlineData("mfa", "maybe", "Configuration 'mfa' is 'maybe'; it is one of off, optional, required.")]
    [InlineData("dataKey", "", "Configuration 'dataKey' is ''; it is one of aws, customer.")]
    [InlineData("deletionProtection", "yes", "Configuration 'eventchat:deletionProtection' is 'yes', which is not a boolean: true or false.")]
    [InlineData("logRetentionDays", "31", "Configuration 'logRetentionDays' is 31; CloudWatch Logs keeps for 1, 3, 5, ")]
    [InlineData("logRetentionDays", "month", "Configuration 'eventchat:logRetentionDays' is 'month', which is not a whole number.")]
    [InlineData("archiveDays", "0", "Configuration 'archiveDays' is 0; it is a number from 1 to 3650.")]
    [InlineData("languageRate", "5 %", "Configuration 'languageRate' is '5 %'; it is a share of the messages, from 0 to 1, as in 0.05.")]
    [InlineData("sentimentRate", "1.5", "Configuration 'sentimentRate' is '1.5'; it is a share of the messages, from 0 to 1, as in 0.05.")]
    [InlineData("integrationBodies", "some", "Configuration 'eventchat:integrationBodies' is 'some', which is not a boolean: true or false.")]
    [InlineData("mailFrom", "Chat <a@b.c>", "Configuration 'mailFrom' is 'Chat <a@b.c>'; it is a mail address like noreply@example.com.")]
    [InlineData("pageUrl", "chat", "Configuration 'pageUrl' is 'chat'; it is an address like https://chat.example.com.")]
    [InlineData("moderationConcurrency", "-1", "Configuration 'moderationConcurrency' is -1; it is a number from 0 to 1000.")]
    [InlineData("webhookAllowedNetworks", "10.1.0.0/40", "Configuration 'webhookAllowedNetworks' is '10.1.0.0/40'; it is a list of networks like ")]
    [InlineData("apiMetrics", "all", "Configuration 'apiMetrics' is 'all'; it is one of off, sources, resolvers.")]
    [InlineData("introspection", "on", "Configuration 'eventchat:introspection' is 'on', which is not a boolean: true or false.")]
    [InlineData("functionMetrics", "some", "Configuration 'eventchat:functionMetrics' is 'some', which is not a boolean: true or false.")]
    [InlineData("wafRate", "9", "Configuration 'wafRate' is 9; it is 0 for no firewall, or requests of one address in five minutes, from 10 to 2000000000.")]
    [InlineData("wafRate", "many", "Configuration 'eventchat:wafRate' is 'many', which is not a whole number.")]
    [InlineData("monthlyBudget", "0", "Configuration 'monthlyBudget' is 0; it is whole US dollars, from 1 to 1000000.")]
    [InlineData("monthlyBudget", "99.5", "Configuration 'eventchat:monthlyBudget' is '99.5', which is not a whole number.")]
    [InlineData("monthlyBudget", "100", "Configuration 'monthlyBudget' is set but 'alarmMail' is not: the address that is told.")]
    [InlineData("integrationWebhookUrl", "https://hook.example.com", "Configuration 'integrationWebhookUrl' is set but 'integrationWebhookKey' is not: ")]
    [InlineData("webHosting", "on", "Configuration 'eventchat:webHosting' is 'on', which is not a boolean: true or false.")]
    [InlineData("signInDomain", "Acme", "Configuration 'signInDomain' is 'Acme'; it is one label of a host name: ")]
    [InlineData("signInDomain", "my-aws-chat", "Configuration 'signInDomain' is 'my-aws-chat'; Cognito refuses names with 'aws' in them.")]
    [InlineData("signInDomain", "acme", "Configuration 'signInDomain' is set and a sign-in would have nowhere to return to: set webHosting, pageUrl or signInReturnUrls.")]
    [InlineData("signInReturnUrls", "http://chat.example.com/", "Configuration 'signInReturnUrls' has 'http://chat.example.com/'; it is a list of addresses, https or http://localhost, ")]
    [InlineData("googleClientId", "1", "Configuration 'googleClientId' and 'googleClientSecret' (a secret) are set together or not at all.")]
    [InlineData("facebookClientSecret", "x", "Configuration 'facebookClientId' and 'facebookClientSecret' (a secret) are set together or not at all.")]
    [InlineData("selfSignup", "false", "Configuration 'eventchat:selfSignup' is no setting; the nearest is 'selfSignUp'. All are in docs/settings.md.")]
    [InlineData("retentionDays", "30", "Configuration 'eventchat:retentionDays' is no setting; the nearest is 'logRetentionDays'. All are in docs/settings.md.")]
    public void A_wrong_setting_is_one_clear_line(string key, string value, string line)
    {
        var e = Assert.ThrowsAny<RunException>(() => PrintedProgram.With((key, value)));
        Assert.StartsWith(line, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Protection_can_be_given_up()
    {
        var program = PrintedProgram.With(("deletionProtection", "false"), ("logRetentionDays", "7"), ("selfSignUp", "false"));
        Assert.Equal("false", program.Inputs("eventsTable")["deletionProtectionEnabled"]!.ToString());
        Assert.Equal("INACTIVE", program.Inputs("userPool")["deletionProtection"]!.ToString());
        Assert.Equal("true", program.Inputs("userPool")["adminCreateUserConfig"]!["allowAdminCreateUserOnly"]!.ToString());
        Assert.Equal("7", program.Inputs("apiLogs")["retentionInDays"]!.ToString());
    }

    [Theory]
    [InlineData("a.b", "may hold letters, digits, '-' and '_' only")]
    [InlineData("a-stack-with-a-name-that-is-quite-a-bit-longer-than-anybody-needs", "AWS allows 64")]
    public void A_stack_whose_names_AWS_would_refuse_is_refused(string stack, string reason)
    {
        var e = Assert.ThrowsAny<RunException>(() => StackProgram.Render(StackProgram.Development with { Stack = stack }));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_setting_shares_its_name_with_a_resource()
    {
        var all = PrintedProgram.With(
            ("dataKey", "customer"), ("integrationWebhookUrl", "https://hook.example.com"), ("integrationWebhookKey", "key"), ("alarmMail", "on-call@example.com"), ("wafRate", "2000"), ("monthlyBudget", "100"),
            ("webHosting", "true"), ("signInDomain", "acme"), ("googleClientId", "id"), ("googleClientSecret", "secret")).Resources.Keys;
        Assert.Empty(SettingsDocumentTests.Documented().Intersect(all));
    }

    /// <summary>The files that a first deployment begins with.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_stages_of_the_repository_are_understood(string stack)
    {
        var settings = StageFile.Settings(stack);
        Assert.NotEmpty(settings);
        Assert.NotEmpty(PrintedProgram.With([.. settings]).Resources);
    }

    [Fact]
    public void The_stage_that_people_rely_on_is_careful()
    {
        var program = PrintedProgram.With([.. StageFile.Settings("prod")]);
        Assert.All(program.All("aws:dynamodb/table:Table"), table => Assert.Equal("true", table.Inputs["deletionProtectionEnabled"]!.ToString()));
        Assert.Equal(("ACTIVE", "ON"), (program.Inputs("userPool")["deletionProtection"]!.ToString(), program.Inputs("userPool")["mfaConfiguration"]!.ToString()));
        Assert.Contains("tablesKey", program.Resources.Keys);
        Assert.All(program.All("aws:cloudwatch/logGroup:LogGroup"), group => Assert.Equal("180", group.Inputs["retentionInDays"]!.ToString()));
    }

    [Fact]
    public void A_front_end_finds_all_it_needs_among_the_outputs() => Assert.Equal(
        ["amplifyOutputs", "analyticsStateMachine", "digestStateMachine", "erasureStateMachine", "eventBus", "eventsTable", "graphqlUrl", "keysTable", "moderationStateMachine", "notificationStateMachine", "rebuildStateMachine", "region", "reviewStateMachine", "stateTable", "userPoolClientId", "userPoolId", "viewsTable"], PrintedProgram.Development.Outputs);

    [Fact]
    public void The_same_stack_is_the_same_text()
    {
        var program = StackProgram.Render(StackProgram.Development);
        Assert.Equal(program, StackProgram.Render(StackProgram.Development));
        Assert.DoesNotContain('\r', program);
        Assert.All(PrintedProgram.Development.Resources, resource => Assert.Equal("6.83.4", resource.Value["options"]!["version"]!.ToString()));
    }
}

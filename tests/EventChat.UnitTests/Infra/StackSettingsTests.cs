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
        foreach (var key in new[] { "deletionProtection", "logRetentionDays", "mfa", "dataKey", "selfSignUp", "archiveDays", "integrationBodies",
            "languageRate", "sentimentRate", "moderationConcurrency", "webhookAllowedNetworks", "integrationWebhookUrl", "integrationWebhookKey", "mailFrom", "pageUrl", "alarmMail",
            "apiMetrics", "introspection", "functionMetrics", "wafRate", "monthlyBudget" })
            Assert.DoesNotContain(key, PrintedProgram.With(("dataKey", "customer"), ("integrationWebhookUrl", "https://hook.example.com"), ("integrationWebhookKey", "key"), ("alarmMail", "on-call@example.com"), ("wafRate", "2000"), ("monthlyBudget", "100")).Resources.Keys);
    }

    [Fact]
    public void A_front_end_finds_all_it_needs_among_the_outputs() => Assert.Equal(
        ["analyticsStateMachine", "digestStateMachine", "erasureStateMachine", "eventBus", "eventsTable", "graphqlUrl", "keysTable", "moderationStateMachine", "notificationStateMachine", "rebuildStateMachine", "region", "reviewStateMachine", "stateTable", "userPoolClientId", "userPoolId", "viewsTable"], PrintedProgram.Development.Outputs);

    [Fact]
    public void The_same_stack_is_the_same_text()
    {
        var program = StackProgram.Render(StackProgram.Development);
        Assert.Equal(program, StackProgram.Render(StackProgram.Development));
        Assert.DoesNotContain('\r', program);
        Assert.All(PrintedProgram.Development.Resources, resource => Assert.Equal("6.83.4", resource.Value["options"]!["version"]!.ToString()));
    }
}

using Pulumi.Aws.SesV2;

namespace EventChat.Infra.Workflows;

/// <summary>The address that mails come from. SES sends from it once its owner has followed the link that SES mails there.</summary>
internal sealed class MailSender(StackConfig config)
{
    public string Address { get; } = config.Workflows.MailFrom;

    public EmailIdentity Identity { get; } = new("mailSender", new EmailIdentityArgs { EmailIdentityDetails = config.Workflows.MailFrom });
}

namespace EventChat.Local.Cognito.Pools;

/// <summary>What a message with a code says; <c>{####}</c> is the code, <c>{username}</c> the user.</summary>
internal sealed record MessageTemplates
{
    public string Subject { get; init; } = "Your verification code";

    public string Body { get; init; } = "Your confirmation code is {####}";

    public static MessageTemplates Read(DeclaredInputs inputs)
    {
        var template = inputs.Block("verificationMessageTemplate");
        template?.Only("defaultEmailOption", "CONFIRM_WITH_CODE");
        var standard = new MessageTemplates();
        var messages = new MessageTemplates
        {
            Subject = template?.Text("emailSubject") ?? inputs.Text("emailVerificationSubject") ?? standard.Subject,
            Body = template?.Text("emailMessage") ?? inputs.Text("emailVerificationMessage") ?? standard.Body,
        };
        // Short messages go to the same mailbox, in the mail's words.
        inputs.Record("emailVerificationSubject", "emailVerificationMessage", "smsVerificationMessage");
        template?.Record("smsMessage");
        template?.Done();
        return messages;
    }

    public string Render(string code, string username) => Body
        .Replace("{####}", code, StringComparison.Ordinal)
        .Replace("{username}", username, StringComparison.Ordinal);
}

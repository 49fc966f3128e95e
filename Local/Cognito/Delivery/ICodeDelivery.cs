namespace EventChat.Local.Cognito;

/// <param name="Purpose"><c>SignUp</c>, <c>ForgotPassword</c>, <c>VerifyAttribute</c> or <c>Invitation</c>.</param>
/// <param name="Destination">The address in full.</param>
/// <param name="Medium"><c>EMAIL</c> or <c>SMS</c>.</param>
/// <param name="Secret">The code; for an invitation the temporary password.</param>
public sealed record CodeMessage(
    DateTimeOffset At, string UserPoolId, string Username, string Purpose, string Medium, string Destination, string Subject, string Text, string Secret);

/// <summary>Brings codes to users: on AWS e-mail and short messages, here <see cref="LocalMailbox"/>.</summary>
public interface ICodeDelivery
{
    void Deliver(CodeMessage message);
}

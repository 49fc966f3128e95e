using System.Text;
using EventChat.Contracts;
using static EventChat.UnitTests.Pipeline.Given;

namespace EventChat.UnitTests.Pipeline;

/// <summary>What mails go by: the address Cognito has verified, of which the log knows nothing.</summary>
public class RegistrationSpecs
{
    private static MemoryStream Trigger(string source, string? email, string verified = "true") => new MemoryStream(Encoding.UTF8.GetBytes(
        $$$"""{"triggerSource":"{{{source}}}","userName":"eve","request":{"userAttributes":{"sub":"eve","name":"Eve"{{{(email is null ? "" : $",\"email\":\"{email}\",\"email_verified\":\"{verified}\"")}}} } } }"""));

    private static Task<Stream> SignUpAsync(Desk desk, string? email, string verified = "true") =>
        desk.Registration.HandleAsync(Trigger("PostConfirmation_ConfirmSignUp", email, verified), TimeSpan.FromSeconds(5));

    private static Task<Stream> SignInAsync(Desk desk, string? email) =>
        desk.Registration.HandleAsync(Trigger("PostAuthentication_Authentication", email), TimeSpan.FromSeconds(5));

    private static readonly UserId Eve = new("eve");

    private static async Task<string?> EmailAsync(Desk desk) => (await desk.State.UserAsync(Eve, default))!.Email;

    [Fact]
    public async Task A_verified_address_is_kept_with_the_user_and_in_no_event()
    {
        using var desk = new Desk();
        await SignUpAsync(desk, "eve@example.com");
        Assert.Equal("eve@example.com", await EmailAsync(desk));
        Assert.Equal([new ChatEvent.UserRegistered("eve", "Eve")], (await desk.Log.ReadAsync(Eve.Log, 1, default).ToListAsync()).Select(e => e.Body));
    }

    [Fact]
    public async Task An_address_nobody_verified_is_not_kept()
    {
        using var desk = new Desk();
        await SignUpAsync(desk, "eve@example.com", verified: "false");
        Assert.Null(await EmailAsync(desk));
    }

    [Fact]
    public async Task A_sign_in_brings_a_changed_address_and_takes_one_that_is_gone()
    {
        using var desk = new Desk();
        await SignUpAsync(desk, "eve@example.com");
        await SignInAsync(desk, "eve@example.org");
        Assert.Equal("eve@example.org", await EmailAsync(desk));
        await SignInAsync(desk, null);
        Assert.Null(await EmailAsync(desk));
        Assert.Equal(1, await desk.Log.HeadAsync(Eve.Log, default));
    }
}

using System.Text.Json.Nodes;
using EventChat.Local.Outbox;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Ses;

/// <summary>Amazon SES on this machine: what the host plugs in where. Mails lie in the outbox; identities are the program's and those made since the start.</summary>
public sealed class SesEmulator
{
    public SesEmulator(OutboxStore outbox, IRequestSignature signature, TimeProvider time)
    {
        var identities = new EmailIdentities();
        Routes = new SesRoutes(identities, new SendEmail(identities, outbox, time), signature, time);
        Provider = new EmailIdentityProvider(identities);
    }

    public IHttpRoutes Routes { get; }

    public IResourceProvider Provider { get; }
}

/// <summary>The program's identities: verified at once, where AWS waits for the owner of the address or the domain.</summary>
internal sealed class EmailIdentityProvider(EmailIdentities identities) : IResourceProvider
{
    private static readonly HashSet<string> Known = ["emailIdentity", "tags"];

    public IReadOnlyCollection<string> Types { get; } = ["aws:sesv2/emailIdentity:EmailIdentity"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        if (resource.Inputs.Where(i => i.Value is not null).Select(i => i.Key).FirstOrDefault(key => !Known.Contains(key)) is { } unknown)
            throw new UnsupportedResourceException($"Email identity {resource.LogicalName}: the input '{unknown}' is not emulated.");
        var identity = resource.Inputs["emailIdentity"]?.ToString() is { Length: > 0 } given
            ? given
            : throw new UnsupportedResourceException($"Email identity {resource.LogicalName}: 'emailIdentity' is missing.");
        if (EmailIdentities.TypeOf(identity) is "EMAIL_ADDRESS" && !EmailAddress.TryRead(identity, out _))
            throw new UnsupportedResourceException($"Email identity {resource.LogicalName}: {identity} is no address.");
        identities.Add(identity);
        return Task.FromResult(new JsonObject
        {
            ["id"] = identity, ["emailIdentity"] = identity, ["arn"] = EmailIdentities.ArnOf(identity),
            ["identityType"] = EmailIdentities.TypeOf(identity), ["verifiedForSendingStatus"] = true,
        });
    }
}

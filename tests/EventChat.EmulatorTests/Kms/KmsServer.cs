using Amazon.KeyManagementService;
using Amazon.Runtime;
using EventChat.EmulatorTests.Wire;
using EventChat.Local.Kms;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.Kms;

/// <summary>The emulator with one key, and Amazon's own client of it.</summary>
public sealed class KmsServer : IAsyncLifetime
{
    public EmulatorPort Port { get; } = new();

    public string KeyArn { get; private set; } = "";

    public IAmazonKeyManagementService Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var kms = new KmsEmulator(Path.Combine(Port.Folder, "kms"), new WellFormedSignature(), TimeProvider.System);
        await Port.StartAsync([kms.Service], []);
        var key = await kms.Provider.CreateAsync(new ResourceDeclaration("textsKey", "aws:kms/key:Key", new() { ["description"] = "Texts", ["enableKeyRotation"] = true }), default);
        KeyArn = key["arn"]!.ToString();
        Client = new AmazonKeyManagementServiceClient(
            new BasicAWSCredentials("test", "test"), new AmazonKeyManagementServiceConfig { ServiceURL = Port.Url, AuthenticationRegion = "us-east-1" });
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Port.DisposeAsync();
    }
}

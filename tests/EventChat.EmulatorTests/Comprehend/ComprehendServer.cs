using EventChat.EmulatorTests.Wire;
using EventChat.Local.Comprehend;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.Comprehend;

public sealed class ComprehendServer : IAsyncLifetime
{
    public EmulatorPort Port { get; } = new();

    public Task InitializeAsync()
    {
        var standIn = new ComprehendStandIn(new WellFormedSignature(), TimeProvider.System);
        return Port.StartAsync([standIn.Service], standIn.Routes);
    }

    public async Task DisposeAsync() => await Port.DisposeAsync();
}

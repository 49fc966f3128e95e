using EventChat.EmulatorTests.Wire;
using EventChat.Local;
using EventChat.Local.Sqs;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.Sqs;

public sealed class SqsServer : IAsyncLifetime
{
    private SqsEmulator _emulator = null!;

    public EmulatorPort Port { get; } = new();

    public async Task InitializeAsync()
    {
        _emulator = Emulator();
        await Port.StartAsync([_emulator.Service], [_emulator.Legacy]);
    }

    public async Task DisposeAsync()
    {
        await _emulator.DisposeAsync();
        await Port.DisposeAsync();
    }

    private SqsEmulator Emulator() => new(new LocalAddress(Port.Url), Path.Combine(Port.Folder, "sqs"), new WellFormedSignature(), TimeProvider.System);
}

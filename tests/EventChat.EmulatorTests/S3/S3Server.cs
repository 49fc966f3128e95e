using EventChat.EmulatorTests.Wire;
using EventChat.Local.S3;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.S3;

public sealed class S3Server : IAsyncLifetime
{
    public EmulatorPort Port { get; } = new();

    public Task InitializeAsync() => Port.StartAsync([], [new S3Emulator(Path.Combine(Port.Folder, "s3"), new WellFormedSignature(), TimeProvider.System).Routes]);

    public async Task DisposeAsync() => await Port.DisposeAsync();
}

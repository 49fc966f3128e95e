using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EventChat.Local;
using EventChat.Local.Cognito;
using EventChat.Local.Host;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.EmulatorTests.Cognito;

/// <summary>The user-pool emulator on the host's own port, for clients that are not ours.</summary>
public sealed class PoolServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cognito-").FullName;
    private FrontPort _port = null!;

    public string Url { get; private set; } = "";

    public string PoolId { get; private set; } = "";

    public string ClientId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var options = new LocalOptions { Port = FreePort(), TlsPort = FreePort(), CacheDirectory = _folder };
        Url = options.BaseUrl;
        var emulator = new CognitoEmulator(
            new LocalAddress(Url), Path.Combine(_folder, "pools"), new NoFunctions(), new LocalMailbox(), new WellFormedSignature(), TimeProvider.System);
        PoolId = await DeclareAsync(emulator, "aws:cognito/userPool:UserPool", """
            {"name":"people","aliasAttributes":["email"],"autoVerifiedAttributes":["email"],"usernameConfiguration":{"caseSensitive":false},
             "mfaConfiguration":"OPTIONAL","softwareTokenMfaConfiguration":{"enabled":true}}
            """);
        ClientId = await DeclareAsync(emulator, "aws:cognito/userPoolClient:UserPoolClient", $$"""
            {"name":"web","userPoolId":"{{PoolId}}","preventUserExistenceErrors":"ENABLED",
             "explicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}
            """);
        await DeclareAsync(emulator, "aws:cognito/userGroup:UserGroup", $$"""{"name":"operators","userPoolId":"{{PoolId}}","precedence":5}""");
        var certificate = DevelopmentCertificate.LoadOrCreate(Path.Combine(_folder, "tls"), TimeProvider.System);
        _port = await FrontPort.StartAsync(options, certificate, [emulator.Service], emulator.Routes, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _port.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> DeclareAsync(CognitoEmulator emulator, string type, string inputs) =>
        (await emulator.Provider.CreateAsync(new ResourceDeclaration(type, type, JsonNode.Parse(inputs)!.AsObject()), CancellationToken.None))["id"]!.ToString();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed class NoFunctions : ILambdaInvoker
    {
        public Task<LambdaResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancel) => throw new KeyNotFoundException(function);
    }
}

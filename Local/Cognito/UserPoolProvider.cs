using System.Globalization;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Stack;

namespace EventChat.Local.Cognito;

/// <summary>Makes the program's user pools, app clients and groups.</summary>
internal sealed class UserPoolProvider(UserPools pools, LocalAddress address, TimeProvider clock) : IResourceProvider
{
    private const string Pool = "aws:cognito/userPool:UserPool";
    private const string Client = "aws:cognito/userPoolClient:UserPoolClient";
    private const string Group = "aws:cognito/userGroup:UserGroup";

    /// <summary>Claimed in order to say what is missing: a sign-in would lead nowhere.</summary>
    private const string Domain = "aws:cognito/userPoolDomain:UserPoolDomain", Provider = "aws:cognito/identityProvider:IdentityProvider";

    public IReadOnlyCollection<string> Types => [Pool, Client, Group, Domain, Provider];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) => Task.FromResult(resource.Type switch
    {
        Pool => DeclarePool(resource),
        Client => DeclareClient(resource),
        Group => DeclareGroup(resource),
        Domain or Provider => throw new UnsupportedResourceException(
            $"{resource.LogicalName}: Cognito's hosted pages and other identity providers are not emulated. Leave the settings signInDomain, google…, facebook… and oidc… to deployed stacks."),
        _ => throw new UnsupportedResourceException($"{resource.Type} is not a Cognito resource of this emulator."),
    });

    private JsonObject DeclarePool(ResourceDeclaration resource)
    {
        var pool = pools.Declare(PoolDeclaration.Read(resource));
        return new()
        {
            ["id"] = pool.Id,
            ["arn"] = pool.Settings.Arn,
            ["name"] = pool.Settings.Name,
            // Without a scheme, as on AWS: the issuer is this behind one.
            ["endpoint"] = new Uri(address.BaseUrl).Authority + "/" + pool.Id,
            ["creationDate"] = pool.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            ["lastModifiedDate"] = pool.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            ["estimatedNumberOfUsers"] = pool.Users.All().Count,
        };
    }

    private JsonObject DeclareClient(ResourceDeclaration resource)
    {
        var (poolId, client) = ClientDeclaration.Read(resource, (pool, id) => PoolOf(resource, pool).SecretOf(id));
        PoolOf(resource, poolId).Declare(client);
        return new() { ["id"] = client.Id, ["name"] = client.Name, ["userPoolId"] = poolId, ["clientSecret"] = client.Secret ?? "" };
    }

    private JsonObject DeclareGroup(ResourceDeclaration resource)
    {
        var inputs = DeclaredInputs.Of(resource);
        var poolId = inputs.RequiredText("userPoolId");
        var now = clock.GetUtcNow();
        var group = new Group(
            inputs.Text("name") ?? resource.LogicalName, inputs.Text("description"), inputs.Text("roleArn"), inputs.Number("precedence"),
            now, now, Declared: true);
        inputs.Done();
        PoolOf(resource, poolId).Groups.Declare(group);
        return new() { ["id"] = $"{poolId}/{group.Name}", ["name"] = group.Name, ["userPoolId"] = poolId };
    }

    private UserPool PoolOf(ResourceDeclaration resource, string id) => pools.Find(id)
        ?? throw new UnsupportedResourceException($"{resource.Type} {resource.LogicalName}: there is no user pool {id} on this machine.");
}

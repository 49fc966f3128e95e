using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.Stack;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventChat.Local.Iam;

/// <summary>
/// The program's roles and what their policies allow: who acts under one is held to it, as on AWS. Everybody else is the account's owner, and a role that the
/// program does not have was made by hand through an API: neither is held to anything. Trust policies are not evaluated.
/// </summary>
public sealed partial class Roles(ILogger? log = null) : IResourceProvider, IRolePermissions
{
    private readonly ConcurrentDictionary<string, Role> _byArn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Role> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _tableKeys = new(StringComparer.Ordinal);
    private readonly ILogger _log = log ?? NullLogger.Instance;

    /// <summary>A role's credentials, for who verifies signatures.</summary>
    public event Action<AccessKey>? KeyMade;

    public IReadOnlyCollection<string> Types { get; } = ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel) =>
        Task.FromResult(resource.Type == "aws:iam/role:Role" ? Create(resource) : Allow(resource));

    /// <summary>Null for a role that the program does not have.</summary>
    public Role? Find(string? arn) => arn is null ? null : _byArn.GetValueOrDefault(arn);

    /// <summary>Null: whoever signs with this key has taken no role.</summary>
    public Role? SignedBy(string accessKeyId) => _byKey.GetValueOrDefault(accessKeyId);

    /// <returns>Null if the role may do all of it; otherwise AWS's words about the first thing it may not.</returns>
    public string? Refuses(string? roleArn, params IEnumerable<AccessRequest> requests) => Find(roleArn) is { } role ? Refuses(role, requests) : null;

    public string? Refuses(Role role, params IEnumerable<AccessRequest> requests)
    {
        foreach (var request in requests)
        {
            if ((role.Refuses(request) ?? RefusesTableKey(role, request)) is not { } why) continue;
            AccessRefused(_log, why);
            return why;
        }
        return null;
    }

    bool IRolePermissions.Allows(string roleArn, string action, string resourceArn) => Refuses(roleArn, new AccessRequest(action, resourceArn)) is null;

    bool IRolePermissions.SignerMay(string accessKeyId, string action, string resourceArn) =>
        SignedBy(accessKeyId) is not { } role || Refuses(role, new AccessRequest(action, resourceArn)) is null;

    /// <summary>DynamoDB unwraps a customer's key in the name of whoever calls the table.</summary>
    public void Encrypt(string tableArn, string keyArn) => _tableKeys[tableArn] = keyArn;

    /// <summary>Each role's grants with the calls they allowed, and what was refused.</summary>
    public JsonArray Report() =>
    [
        .. _byArn.Values.OrderBy(role => role.Name, StringComparer.Ordinal).Select(role => new JsonObject
        {
            ["role"] = role.Name,
            ["granted"] = new JsonArray([.. role.Grants.Select(grant => new JsonObject { ["action"] = grant.Action, ["resource"] = grant.Resource, ["used"] = grant.Used })]),
            ["refused"] = new JsonArray([.. role.Refused.Select(refused => new JsonObject { ["action"] = refused.Action, ["resource"] = refused.Resource, ["calls"] = refused.Calls })]),
        }),
    ];

    private string? RefusesTableKey(Role role, AccessRequest request) =>
        !_tableKeys.IsEmpty && request.Resource.Contains(":table/", StringComparison.Ordinal) && _tableKeys.TryGetValue(request.Resource.Split("/index/")[0].Split("/stream/")[0], out var key)
            ? role.Refuses(new("kms:Decrypt", key, new Dictionary<string, string> { ["kms:ViaService"] = $"dynamodb.{LocalAddress.Region}.amazonaws.com" }))
            : null;

    private JsonObject Create(ResourceDeclaration resource)
    {
        var role = new Role(Name(resource));
        _byArn[role.Arn] = role;
        _byKey[role.Key.Id] = role;
        KeyMade?.Invoke(role.Key);
        return new() { ["id"] = role.Name, ["name"] = role.Name, ["arn"] = role.Arn };
    }

    private JsonObject Allow(ResourceDeclaration resource)
    {
        var of = resource.Inputs["role"]?.ToString();
        var role = _byArn.Values.FirstOrDefault(role => role.Name == of) ?? throw new UnsupportedResourceException($"Policy {resource.LogicalName}: there is no role {of}.");
        var document = resource.Inputs["policy"] switch
        {
            JsonValue text => text.ToString(),
            JsonObject inline => inline.ToJsonString(),
            _ => throw new UnsupportedResourceException($"Policy {resource.LogicalName}: it has no policy."),
        };
        role.Allow(PolicyReader.Read(resource.LogicalName, document));
        return new() { ["id"] = $"{role.Name}:{Name(resource)}", ["name"] = Name(resource) };
    }

    private static string Name(ResourceDeclaration resource) => resource.Inputs["name"]?.ToString() ?? resource.LogicalName;

    [LoggerMessage(1, LogLevel.Warning, "Refused: {Why}.")]
    private static partial void AccessRefused(ILogger log, string why);
}

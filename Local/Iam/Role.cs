using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Wire;

namespace EventChat.Local.Iam;

/// <summary>A role of the program, and the credentials of whoever has taken it. They are the same after a restart of the host: functions that it left may still sign with them.</summary>
public sealed class Role
{
    /// <summary>Decisions that are remembered; pushes and executions have a resource each, so there is no end to them.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Action, string Resource), PolicyGrant[]> _decisions = new();
    private readonly ConcurrentDictionary<(string Action, string Resource), long> _refused = new();
    private volatile PolicyGrant[] _grants = [];

    public Role(string name)
    {
        Name = name;
        Arn = $"arn:aws:iam::{LocalAddress.AccountId}:role/{name}";
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Arn)));
        // ASIA: temporary credentials, as roles have, with a session token.
        Key = new AccessKey($"ASIA{hash[..16]}", $"secret-of-{hash[16..40]}", SessionArn, $"session-of-{hash[40..]}");
    }

    public string Name { get; }

    public string Arn { get; }

    public AccessKey Key { get; }

    internal IReadOnlyList<PolicyGrant> Grants => _grants;

    /// <summary>What it was refused, and how often.</summary>
    public IEnumerable<(string Action, string Resource, long Calls)> Refused => _refused.Select(refused => (refused.Key.Action, refused.Key.Resource, refused.Value));

    private string SessionArn => $"arn:aws:sts::{LocalAddress.AccountId}:assumed-role/{Name}/local";

    internal void Allow(IEnumerable<PolicyGrant> grants)
    {
        _grants = [.. _grants, .. grants];
        _decisions.Clear();
    }

    /// <returns>Null if it may; otherwise AWS's words.</returns>
    internal string? Refuses(AccessRequest request)
    {
        var key = (request.Action, request.Resource);
        if (!_decisions.TryGetValue(key, out var covering))
        {
            covering = [.. _grants.Where(grant => grant.Covers(request.Action, request.Resource))];
            if (_decisions.Count < MostRemembered) _decisions[key] = covering;
        }
        var allowed = false;
        foreach (var grant in covering)
        {
            if (!grant.Holds(request.Context)) continue;
            grant.Count();
            allowed = true;
        }
        if (allowed) return null;
        if (_refused.Count < MostRemembered) _refused.AddOrUpdate(key, 1, (_, calls) => calls + 1);
        return $"User: {SessionArn} is not authorized to perform: {request.Action} on resource: {request.Resource} because no identity-based policy allows the {request.Action} action";
    }
}

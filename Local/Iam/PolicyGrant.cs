using System.IO.Enumeration;

namespace EventChat.Local.Iam;

/// <summary>One action on one resource pattern, with what else must hold.</summary>
internal sealed class PolicyGrant(string action, string resource, IReadOnlyList<PolicyCondition> conditions)
{
    private long _used;

    public string Action => action;

    public string Resource => resource;

    /// <summary>Calls it has allowed.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>IAM does not tell capital letters apart in actions, and does in resources.</summary>
    public bool Covers(string wantedAction, string wantedResource) =>
        FileSystemName.MatchesSimpleExpression(action, wantedAction, ignoreCase: true) && FileSystemName.MatchesSimpleExpression(resource, wantedResource, ignoreCase: false);

    public bool Holds(IReadOnlyDictionary<string, string>? context) => conditions.All(condition => condition.Holds(context));

    public void Count() => Interlocked.Increment(ref _used);
}

/// <param name="IsPattern">Values may hold <c>*</c> and <c>?</c>.</param>
internal sealed record PolicyCondition(string Key, IReadOnlyList<string> Values, bool IsPattern)
{
    /// <summary>As on AWS, a key that the request does not have is no match.</summary>
    public bool Holds(IReadOnlyDictionary<string, string>? context) =>
        context is not null && context.TryGetValue(Key, out var value)
        && Values.Any(wanted => IsPattern ? FileSystemName.MatchesSimpleExpression(wanted, value, ignoreCase: false) : wanted == value);
}

using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Javascript;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Execution;

/// <summary>What belongs to one request. GraphQL.NET carries it as its user context.</summary>
internal sealed class RequestScope(Caller caller, IReadOnlyDictionary<string, object?> request) : Dictionary<string, object?>
{
    public Caller Caller => caller;

    /// <summary><c>ctx.request</c>.</summary>
    public IReadOnlyDictionary<string, object?> Request => request;

    /// <summary>Mutations that were carried out, in order: what subscribers may have to hear of.</summary>
    public List<CompletedMutation> Mutations { get; } = [];
}

/// <param name="Field">As the request selects it.</param>
/// <param name="Result">What the resolver returned: a plain value.</param>
internal sealed record CompletedMutation(GraphQLField Field, object? Result, HandlerEffects Effects);

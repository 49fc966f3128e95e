using System.Text.Json.Nodes;

namespace EventChat.Local.Stack;

/// <summary>One resource of the program, its inputs resolved: no <c>${…}</c> is left in them.</summary>
/// <param name="Type">Canonical token, e.g. <c>aws:dynamodb/table:Table</c>.</param>
/// <param name="Inputs">As the program gives them, camel case.</param>
public sealed record ResourceDeclaration(string LogicalName, string Type, JsonObject Inputs);

/// <summary>
/// Makes resources of some types real on this machine. It throws <see cref="UnsupportedResourceException"/> for an input
/// it would have to ignore although a user could see the difference.
/// </summary>
public interface IResourceProvider
{
    /// <summary>Canonical tokens, e.g. <c>aws:dynamodb/table:Table</c>.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>False if the resources are only known by name and do nothing here; they are listed when the stack starts.</summary>
    bool Emulates => true;

    /// <summary>Creates the resource, or finds it as an earlier run left it, and answers the outputs that other resources may name (<c>id</c>, <c>arn</c>, <c>name</c> …).</summary>
    Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel);
}

public sealed class UnsupportedResourceException(string message) : Exception(message);

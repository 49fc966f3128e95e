using EventChat.Local.AppSync.Javascript;
using GraphQL;

namespace EventChat.Local.AppSync.Execution;

/// <summary>A resolver's error on its way through GraphQL.NET.</summary>
internal sealed class FieldError(ResolverException error) : ExecutionError(error.Message)
{
    public ResolverException Error => error;
}

using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.AppSync.Resolution;
using EventChat.Local.AppSync.Schema;
using GraphQL;
using GraphQL.Resolvers;

namespace EventChat.Local.AppSync.Execution;

/// <summary>One field: whether the caller may read it, then its resolver, or its value in what the parent's resolver returned.</summary>
/// <param name="signerMay">Whether the role of a signing caller allows the field; null: it is not asked, as below a request's own fields.</param>
internal sealed class FieldGate(
    string type, string field, FieldAccess access, FieldResolution? resolution, FieldInputs inputs, bool mutation, Func<Caller, bool>? signerMay = null) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var scope = (RequestScope)context.UserContext;
        if (!access.Allows(scope.Caller) || signerMay?.Invoke(scope.Caller) is false) throw new FieldError(ResolverException.Unauthorized(field, type));
        return resolution is null
            ? new((context.Source as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(field))
            : new(RunAsync(context, scope, resolution));
    }

    private async Task<object?> RunAsync(IResolveFieldContext context, RequestScope scope, FieldResolution resolver)
    {
        var handlers = inputs.Of(context, scope, type, field);
        try
        {
            var result = await resolver.ResolveAsync(handlers, context.CancellationToken);
            foreach (var appended in handlers.Effects.AppendedErrors) context.Errors.Add(Located(new FieldError(appended), context));
            if (mutation) scope.Mutations.Add(new(context.FieldAst, result, handlers.Effects));
            return result;
        }
        catch (ResolverException e)
        {
            foreach (var appended in handlers.Effects.AppendedErrors) context.Errors.Add(Located(new FieldError(appended), context));
            throw new FieldError(e);
        }
    }

    private static FieldError Located(FieldError error, IResolveFieldContext context)
    {
        error.Path = context.ResponsePath;
        error.AddLocation(GraphQLParser.Location.FromLinearPosition(context.Document.Source, context.FieldAst.Location.Start));
        return error;
    }
}

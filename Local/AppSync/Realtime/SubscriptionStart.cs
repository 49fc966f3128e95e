using System.Text.Json;
using EventChat.Local.AppSync.Auth;
using EventChat.Local.AppSync.Execution;
using EventChat.Local.AppSync.Javascript;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>The start was refused, and why, in the words of the error frame.</summary>
internal sealed class StartRefusedException(Action<Utf8JsonWriter> errors) : Exception("The subscription was refused.")
{
    public Action<Utf8JsonWriter> Errors => errors;

    public static StartRefusedException Of(params ExecutionError[] errors) => new(json =>
    {
        foreach (var error in errors) ErrorShape.Write(json, error);
    });
}

/// <summary>Validates a subscription's document and runs its resolver, which may refuse it and sets its filters.</summary>
internal sealed class SubscriptionStart(AppSyncOptions options)
{
    private static readonly DocumentValidator Validator = new();

    /// <exception cref="StartRefusedException">The document is not a valid subscription, or the resolver refused it.</exception>
    public async Task<Subscription> StartAsync(
        ApiRuntime runtime, string id, GraphQLRequest request, RequestScope scope, IFrameReceiver receiver, CancellationToken cancel)
    {
        var prepared = runtime.Documents.Prepare(request.Query);
        if (prepared.Error is { } error) throw StartRefusedException.Of(error);
        var operation = Operation(prepared.Document!, request.OperationName);
        var validation = await Validator.ValidateAsync(new ValidationOptions
        {
            Schema = runtime.Schema.Executable,
            Document = prepared.Document!,
            Operation = operation,
            Rules = prepared.Rules,
            Variables = new Inputs(request.Variables),
            UserContext = scope,
            CancellationToken = cancel,
        });
        if (!validation.IsValid) throw StartRefusedException.Of([.. validation.Errors]);
        runtime.Documents.Keep(request.Query, prepared);

        var variables = validation.Variables ?? Variables.None;
        var root = runtime.Schema.Executable.Subscription!;
        var ast = RootField(operation);
        var name = (string)ast.Name.Value;
        var definition = root.Fields.Find(name)!;
        if (!runtime.Schema.AccessTo(root.Name, name).Allows(scope.Caller))
            throw StartRefusedException.Of(At(new FieldError(ResolverException.Unauthorized(name, root.Name)), name));

        var arguments = FieldInputs.Arguments(validation.ArgumentValues?.GetValueOrDefault(ast));
        var context = runtime.Inputs.Of(scope, root.Name, name, arguments, null, variables, ast, prepared.Document!);
        await RunResolverAsync(runtime, root.Name, name, context, cancel);
        var selection = Selection.Of(
            runtime.Schema, scope.Caller, (IObjectGraphType)definition.ResolvedType!.GetNamedType(), ast.SelectionSet is { } set ? [set] : [], prepared.Document!, variables);
        return new(
            id, name, (string)(ast.Alias?.Name.Value ?? ast.Name.Value), definition.ResolvedType!, arguments,
            SubscriptionFilter.Parse(context.Effects.SubscriptionFilter), SubscriptionFilter.Parse(context.Effects.InvalidationFilter), selection, receiver);
    }

    private async Task RunResolverAsync(ApiRuntime runtime, string type, string field, HandlerContext context, CancellationToken cancel)
    {
        if (runtime.Resolution(type, field) is not { } resolution) return;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.RequestTimeout);
        try
        {
            await resolution.ResolveAsync(context, timeout.Token);
            // Parsed here too, so that a filter that is none refuses the start.
            SubscriptionFilter.Parse(context.Effects.SubscriptionFilter);
            SubscriptionFilter.Parse(context.Effects.InvalidationFilter);
        }
        catch (ResolverException e)
        {
            throw StartRefusedException.Of(At(new FieldError(e), field));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw StartRefusedException.Of(At(new FieldError(new("Execution timed out.", "ExecutionTimeout")), field));
        }
        if (context.Effects.AppendedErrors.Count > 0)
            throw StartRefusedException.Of(context.Effects.AppendedErrors.Select(error => At(new FieldError(error), field)).ToArray());
    }

    private static GraphQLOperationDefinition Operation(GraphQLDocument document, string? name)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        var operation = name is null && operations.Count == 1 ? operations[0] : operations.FirstOrDefault(one => one.Name?.Value == name);
        return operation is { Operation: OperationType.Subscription }
            ? operation
            : throw StartRefusedException.Of(new FieldError(new("The start names no subscription operation.", "BadRequestException")));
    }

    private static GraphQLField RootField(GraphQLOperationDefinition operation) => operation.SelectionSet.Selections is [GraphQLField field]
        ? field
        : throw StartRefusedException.Of(new FieldError(new("A subscription selects one field.", "BadRequestException")));

    private static FieldError At(FieldError error, string field)
    {
        error.Path = [field];
        return error;
    }
}

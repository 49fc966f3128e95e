using System.Buffers;
using System.Text.Json;
using EventChat.Local.AppSync.Realtime;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync.Execution;

/// <summary>Runs queries and mutations, and lets subscribers hear of the mutations.</summary>
internal sealed class GraphQLExecution(SubscriptionHub hub, AppSyncOptions options, ILogger log)
{
    private static readonly IEnumerable<IValidationRule> WithoutIntrospection = [.. DocumentValidator.CoreRules, NoIntrospectionValidationRule.Instance];

    private readonly DocumentExecuter _executer = new();

    /// <returns>The response's JSON.</returns>
    public async Task<ReadOnlyMemory<byte>> ExecuteAsync(ApiRuntime runtime, GraphQLRequest request, RequestScope scope, CancellationToken cancel)
    {
        var prepared = runtime.Documents.Prepare(request.Query);
        if (prepared.Error is { } refused) return Json(null, [refused]);
        if (Operation(prepared.Document!, request.OperationName) == OperationType.Subscription)
            return Json(null, [new InvalidOperationError("A subscription is started over the real-time endpoint.")]);

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.RequestTimeout);
        ExecutionResult result;
        try
        {
            result = await _executer.ExecuteAsync(new ExecutionOptions
            {
                Schema = runtime.Schema.Executable,
                Query = request.Query,
                Document = prepared.Document,
                OperationName = request.OperationName,
                Variables = new Inputs(request.Variables),
                UserContext = scope,
                ValidationRules = prepared.Rules ?? (runtime.Api.IntrospectionEnabled ? null : WithoutIntrospection),
                CancellationToken = timeout.Token,
                UnhandledExceptionDelegate = context =>
                {
                    if (context.OriginalException is not (OperationCanceledException or InvalidOperationException))
                        Log.GatewayBroke(log, string.Join('/', context.FieldContext?.Path ?? []), context.OriginalException);
                    return Task.CompletedTask;
                },
            });
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Json(null, [new FieldError(new("Execution timed out.", "ExecutionTimeout"))]);
        }
        if (result.Executed) runtime.Documents.Keep(request.Query, prepared);
        var data = (result.Data as RootExecutionNode)?.ToValue() as IReadOnlyDictionary<string, object?>;
        Broadcast(runtime, prepared.Document!, scope, data);
        return Json(data, result.Errors);
    }

    private void Broadcast(ApiRuntime runtime, GraphQLDocument document, RequestScope scope, IReadOnlyDictionary<string, object?>? data)
    {
        foreach (var mutation in scope.Mutations)
        {
            // Who is removed by it hears nothing more, not this either.
            foreach (var (field, payload) in mutation.Effects.Invalidations) hub.Invalidate(field, payload);
            var key = (string)(mutation.Field.Alias?.Name.Value ?? mutation.Field.Name.Value);
            if (data?.GetValueOrDefault(key) is null) continue;
            foreach (var field in runtime.Schema.FedBy((string)mutation.Field.Name.Value))
                hub.Publish(field, new MutationResult(mutation.Result, SelectedFields.Of(mutation.Field, document)));
        }
    }

    private static OperationType? Operation(GraphQLDocument document, string? name)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        return (name is null ? operations.FirstOrDefault() : operations.FirstOrDefault(operation => operation.Name?.Value == name))?.Operation;
    }

    private static ReadOnlyMemory<byte> Json(object? data, IEnumerable<ExecutionError>? errors)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, PlainValues.WriterOptions))
        {
            json.WriteStartObject();
            json.WritePropertyName("data");
            PlainValues.Write(json, data);
            if (errors is not null && errors.Any())
            {
                json.WriteStartArray("errors");
                foreach (var error in errors) ErrorShape.Write(json, error);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}

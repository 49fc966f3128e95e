using System.Text.Json;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.Lambda;

namespace EventChat.Local.AppSync.DataSources;

/// <summary>AWS_LAMBDA: <c>{ operation: 'Invoke', payload }</c>.</summary>
internal sealed class LambdaDataSource(ILambdaInvoker lambda, string functionArn, string roleArn, IRolePermissions? permissions) : IDataSource
{
    public async Task<DataSourceResult> InvokeAsync(object? request, CancellationToken cancel)
    {
        var map = request as Dictionary<string, object?> ?? [];
        if (map.GetValueOrDefault("operation") is not "Invoke")
            throw new ResolverException($"The operation {map.GetValueOrDefault("operation")} of a Lambda data source is not provided by this emulator; Invoke is.", "Code");
        if (map.GetValueOrDefault("invocationType") is "Event")
            throw new ResolverException("The invocationType Event is not provided by this emulator.", "Code");
        if (permissions?.Allows(roleArn, "lambda:InvokeFunction", functionArn) is false)
            return DataSourceResult.Failed("Lambda:AccessDeniedException", $"User: {roleArn} is not authorized to perform: lambda:InvokeFunction on resource: {functionArn}");
        try
        {
            var answer = await lambda.InvokeAsync(functionArn, PlainValues.ToUtf8(map.GetValueOrDefault("payload")), cancel);
            return answer.FunctionError is { } error
                ? DataSourceResult.Failed($"Lambda:{error}", ErrorMessage(answer.Payload.Span))
                : new(answer.Payload.Length == 0 ? null : PlainValues.Parse(answer.Payload.Span));
        }
        catch (KeyNotFoundException)
        {
            return DataSourceResult.Failed("Lambda:ResourceNotFoundException", $"Function not found: {functionArn}");
        }
        catch (JsonException)
        {
            return DataSourceResult.Failed("Lambda:IllegalArgument", "The function's answer is not JSON.");
        }
    }

    // The error document also holds the stack trace, which is for the function's log.
    private static string ErrorMessage(ReadOnlySpan<byte> payload)
    {
        try
        {
            return (PlainValues.Parse(payload) as Dictionary<string, object?>)?.GetValueOrDefault("errorMessage") as string ?? "Unhandled";
        }
        catch (JsonException)
        {
            return "Unhandled";
        }
    }
}

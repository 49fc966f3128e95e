using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Lambda;

namespace EventChat.Local.Cognito.Triggers;

/// <summary>
/// Calls the functions of <c>lambdaConfig</c> with Cognito's events, and turns what goes wrong into the API's errors.
/// One attempt: Cognito's own repeats after 5 s without an answer would only hide a slow function here.
/// </summary>
internal sealed class LambdaTriggers(ILambdaInvoker invoker)
{
    /// <param name="source">E.g. <c>PreSignUp_SignUp</c>.</param>
    /// <param name="request">Without <c>userAttributes</c>.</param>
    /// <returns>The event's <c>response</c> as the function left it; null if the pool has no such trigger.</returns>
    public async Task<JsonObject?> RunAsync(
        UserPool pool, string? function, string source, string? clientId, string username, IEnumerable<KeyValuePair<string, string>> attributes,
        JsonObject request, JsonObject response, string version, CancellationToken cancel)
    {
        if (function is null) return null;
        var name = source[..source.IndexOf('_', StringComparison.Ordinal)];
        request["userAttributes"] = new JsonObject(attributes.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)JsonValue.Create(a.Value))));
        var payload = new JsonObject
        {
            ["version"] = version,
            ["region"] = LocalAddress.Region,
            ["userPoolId"] = pool.Id,
            ["userName"] = username,
            ["callerContext"] = new JsonObject { ["awsSdkVersion"] = "aws-sdk-unknown-unknown", ["clientId"] = clientId ?? "CLIENT_ID_NOT_APPLICABLE" },
            ["triggerSource"] = source,
            ["request"] = request,
            ["response"] = response,
        };
        return ResponseOf(name, await InvokeAsync(name, function, payload, cancel));
    }

    private async Task<LambdaResult> InvokeAsync(string trigger, string function, JsonObject payload, CancellationToken cancel)
    {
        try
        {
            return await invoker.InvokeAsync(function, Encoding.UTF8.GetBytes(payload.ToJsonString()), cancel);
        }
        catch (KeyNotFoundException)
        {
            throw new CognitoException("UnexpectedLambdaException", $"{trigger} invocation failed due to error ResourceNotFoundException.");
        }
    }

    private static JsonObject ResponseOf(string trigger, LambdaResult result)
    {
        var answer = Parse(result.Payload);
        if (result.FunctionError is not null)
            throw new CognitoException("UserLambdaValidationException", $"{trigger} failed with error {answer?["errorMessage"]?.ToString().TrimEnd('.')}.");
        return answer?["response"] as JsonObject
            ?? throw new CognitoException("InvalidLambdaResponseException", "Unrecognizable lambda output");
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonNode.Parse(payload.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

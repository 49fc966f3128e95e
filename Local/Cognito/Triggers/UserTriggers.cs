using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;

namespace EventChat.Local.Cognito.Triggers;

/// <summary>The triggers around signing up and signing in.</summary>
internal sealed class UserTriggers(LambdaTriggers triggers)
{
    public readonly record struct SignUpDecision(bool Confirm, bool VerifyEmail, bool VerifyPhone);

    /// <param name="source"><c>PreSignUp_SignUp</c> or <c>PreSignUp_AdminCreateUser</c>.</param>
    public async Task<SignUpDecision> PreSignUpAsync(
        UserPool pool, string? clientId, string source, string username, IEnumerable<KeyValuePair<string, string>> attributes,
        IReadOnlyDictionary<string, string> validationData, IReadOnlyDictionary<string, string> clientMetadata, CancellationToken cancel)
    {
        var request = new JsonObject { ["validationData"] = Map(validationData) };
        AddMetadata(request, clientMetadata);
        var initial = new JsonObject { ["autoConfirmUser"] = false, ["autoVerifyEmail"] = false, ["autoVerifyPhone"] = false };
        var response = await triggers.RunAsync(
            pool, pool.Settings.Triggers.PreSignUp, source, clientId, username, attributes, request, initial, "1", cancel);
        return new(Flag(response, "autoConfirmUser"), Flag(response, "autoVerifyEmail"), Flag(response, "autoVerifyPhone"));
    }

    /// <param name="source"><c>PostConfirmation_ConfirmSignUp</c> or <c>PostConfirmation_ConfirmForgotPassword</c>.</param>
    public Task PostConfirmationAsync(
        UserPool pool, string? clientId, string source, User user, IReadOnlyDictionary<string, string> clientMetadata, CancellationToken cancel)
    {
        var request = new JsonObject();
        AddMetadata(request, clientMetadata);
        return triggers.RunAsync(
            pool, pool.Settings.Triggers.PostConfirmation, source, clientId, user.Username, AttributesOf(user), request, [], "1", cancel);
    }

    /// <param name="clientMetadata">Goes to the function as <c>validationData</c>: so Cognito does.</param>
    public Task PreAuthenticationAsync(
        UserPool pool, string clientId, User user, IReadOnlyDictionary<string, string> clientMetadata, CancellationToken cancel) =>
        triggers.RunAsync(
            pool, pool.Settings.Triggers.PreAuthentication, "PreAuthentication_Authentication", clientId, user.Username, AttributesOf(user),
            new() { ["validationData"] = Map(clientMetadata) }, [], "1", cancel);

    public Task PostAuthenticationAsync(
        UserPool pool, string clientId, User user, IReadOnlyDictionary<string, string> clientMetadata, CancellationToken cancel)
    {
        var request = new JsonObject { ["newDeviceUsed"] = false };
        AddMetadata(request, clientMetadata);
        return triggers.RunAsync(
            pool, pool.Settings.Triggers.PostAuthentication, "PostAuthentication_Authentication", clientId, user.Username, AttributesOf(user),
            request, [], "1", cancel);
    }

    public static IEnumerable<KeyValuePair<string, string>> AttributesOf(User user) => user.Attributes
        .Prepend(KeyValuePair.Create("cognito:user_status", StatusText.Of(user.Status)))
        .Prepend(KeyValuePair.Create("sub", user.Sub));

    public static void AddMetadata(JsonObject request, IReadOnlyDictionary<string, string> clientMetadata)
    {
        if (clientMetadata.Count > 0) request["clientMetadata"] = Map(clientMetadata);
    }

    private static JsonObject? Map(IReadOnlyDictionary<string, string> map) => map.Count == 0
        ? null
        : new(map.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value))));

    private static bool Flag(JsonObject? response, string name) =>
        response?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}

using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The identity-pool identity, from its header: <c>{"cognitoIdentityId","cognitoIdentityPoolId"}</c>.</summary>
internal sealed record CognitoIdentity(string IdentityId, string IdentityPoolId) : ICognitoIdentity
{
    public static CognitoIdentity Parse(string json)
    {
        if (json is null) return new(null, null);
        using var document = JsonDocument.Parse(json);
        return new(
            document.RootElement.Text("cognitoIdentityId") ?? document.RootElement.Text("identity_id"),
            document.RootElement.Text("cognitoIdentityPoolId") ?? document.RootElement.Text("identity_pool_id"));
    }
}

/// <summary>The client context, from its header: <c>{"client":{…},"custom":{…},"env":{…}}</c>.</summary>
internal sealed record MobileClient(IDictionary<string, string> Environment, IClientApplication Client, IDictionary<string, string> Custom)
    : IClientContext
{
    public static MobileClient Parse(string json)
    {
        if (json is null) return null;
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(root.Texts("env"), Application.Parse(root), root.Texts("custom"));
    }

    private sealed record Application(
        string AppPackageName, string AppTitle, string AppVersionCode, string AppVersionName, string InstallationId) : IClientApplication
    {
        public static Application Parse(JsonElement root) => root.TryGetProperty("client", out var client)
            ? new(client.Text("app_package_name"), client.Text("app_title"), client.Text("app_version_code"),
                client.Text("app_version_name"), client.Text("installation_id"))
            : null;
    }
}

internal static class HeaderJson
{
    public static string Text(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static Dictionary<string, string> Texts(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var values) && values.ValueKind is JsonValueKind.Object
            ? values.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString())
            : [];
}

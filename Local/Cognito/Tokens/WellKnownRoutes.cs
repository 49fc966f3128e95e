using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Cognito.Tokens;

/// <summary><c>/{poolId}/.well-known/jwks.json</c> and <c>…/openid-configuration</c>.</summary>
internal sealed class WellKnownRoutes(UserPools pools, LocalAddress address) : IHttpRoutes
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method)
            || http.Request.Path.Value?.Split('/') is not ["", var poolId, ".well-known", var document]
            || pools.Find(poolId) is not { } pool) return false;
        JsonObject? body = document switch
        {
            "jwks.json" => new() { ["keys"] = new JsonArray(pool.Key.Jwk()) },
            "openid-configuration" => Configuration(pool),
            _ => null,
        };
        if (body is null) return false;
        http.Response.ContentType = "application/json";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        await http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
        return true;
    }

    /// <summary>Without the hosted pages' addresses: there are none.</summary>
    private JsonObject Configuration(UserPool pool)
    {
        var issuer = TokenIssuer.IssuerOf(address, pool.Id);
        return new()
        {
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["issuer"] = issuer,
            ["jwks_uri"] = issuer + "/.well-known/jwks.json",
            ["response_types_supported"] = new JsonArray("code", "token"),
            ["scopes_supported"] = new JsonArray("openid", "email", "phone", "profile"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
        };
    }
}

using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Iam;

/// <summary>A service as roles reach it: what the caller's role does not allow is refused before the service hears of it.</summary>
public sealed class AuthorizedService(IWireService service, Roles roles, ServiceAccess access) : IWireService
{
    public string TargetPrefix => service.TargetPrefix;

    public async Task HandleAsync(string operation, HttpContext http)
    {
        if (Signer.Of(http.Request) is { } key && roles.SignedBy(key) is { } role)
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            body.Position = 0;
            http.Request.Body = body;
            if (roles.Refuses(role, access.Of(TargetPrefix, operation, body.GetBuffer().AsMemory(0, (int)body.Length))) is { } why)
            {
                await WireError.WriteAsync(http, StatusCodes.Status400BadRequest, "AccessDeniedException", why);
                return;
            }
        }
        await service.HandleAsync(operation, http);
    }
}

/// <summary>Roles call no service by path but AppSync, which asks by itself; what such a call would need is not known here, so it is refused.</summary>
public sealed class RolePaths(Roles roles) : IHttpRoutes
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (Signer.Of(http.Request) is not { } key || roles.SignedBy(key) is not { } role) return false;
        if (http.Request.Headers.ContainsKey("X-Amz-Target") || http.Request.Path.StartsWithSegments("/graphql")) return false;
        await WireError.WriteAsync(http, StatusCodes.Status403Forbidden, "AccessDeniedException", $"What {http.Request.Method} {http.Request.Path} needs is not known here, so {role.Name} may not.");
        return true;
    }
}

internal static class Signer
{
    private const string Before = "Credential=";

    /// <summary>The access key's id; null for a request that nobody signed.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var from = header.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        if (from < Before.Length) return null;
        var to = header.IndexOf('/', from);
        return to < 0 ? null : header[from..to];
    }
}

using System.Net;
using System.Net.Sockets;
using EventChat.Local.Recorded;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Host;

/// <summary>
/// The one port that everything answers on: AWS services by their target header, the GraphQL API and other services by path, and the page.
/// </summary>
public sealed class FrontPort : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, IWireService> _services;
    private readonly IReadOnlyList<IHttpRoutes> _routes;

    private FrontPort(WebApplication app, IEnumerable<IWireService> services, IReadOnlyList<IHttpRoutes> routes)
    {
        _app = app;
        _services = services.ToDictionary(s => s.TargetPrefix, StringComparer.Ordinal);
        _routes = routes;
    }

    /// <exception cref="PortInUseException">Another program listens there.</exception>
    public static Task<FrontPort> StartAsync(
        LocalOptions options, DevelopmentCertificate certificate, IEnumerable<IWireService> services, IReadOnlyList<IHttpRoutes> routes, CancellationToken cancel) =>
        StartAsync(options, certificate, services, routes, new RecordedPage(options.TlsUrl), cancel);

    /// <param name="page">Under which headers the page is served, once the stack has said so.</param>
    /// <exception cref="PortInUseException">Another program listens there.</exception>
    public static async Task<FrontPort> StartAsync(
        LocalOptions options, DevelopmentCertificate certificate, IEnumerable<IWireService> services, IReadOnlyList<IHttpRoutes> routes, RecordedPage page,
        CancellationToken cancel)
    {
        CheckFree(options.Port);
        CheckFree(options.TlsPort);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        // A name that some other site lets point here must not make its pages ours (DNS rebinding).
        // SDKs put "sync-" before the host for StartSyncExecution.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = ["localhost", "sync-localhost", "127.0.0.1", "[::1]"]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Listen(IPAddress.Loopback, options.TlsPort, l => l.UseHttps(certificate.Server));
        });
        builder.WebHost.UseKestrelHttpsConfiguration();

        var app = builder.Build();
        var port = new FrontPort(app, services, routes);
        app.UseHostFiltering();
        app.UseWebSockets();
        app.Use(CorsAsync);
        app.Use(port.DispatchAsync);
        if (options.WebRoot is { } root && Directory.Exists(root)) UsePage(app, root, page);
        app.Run(NotFoundAsync);
        await app.StartAsync(cancel);
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(grace.Token);
        await _app.DisposeAsync();
    }

    private async Task DispatchAsync(HttpContext http, RequestDelegate next)
    {
        foreach (var route in _routes)
            if (await route.TryHandleAsync(http)) return;

        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await next(http);
            return;
        }
        var target = http.Request.Headers["X-Amz-Target"].ToString();
        var dot = target.LastIndexOf('.');
        if (dot > 0 && _services.TryGetValue(target[..dot], out var service)) await service.HandleAsync(target[(dot + 1)..], http);
        else await WireError.WriteAsync(http, 400, "UnknownOperationException", target.Length > 0
            ? $"No emulator here answers {target}. There are: {string.Join(", ", _services.Keys.Order())}."
            : "The request names no operation in X-Amz-Target, and nothing else here answers this path.");
    }

    /// <summary>As AWS's endpoints do: pages of any origin may call, since a token or a signature says who calls. Not under <c>/_local</c>.</summary>
    private static Task CorsAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Headers.ContainsKey("Origin") || http.Request.Path.StartsWithSegments("/_local")) return next(http);
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "x-amzn-RequestId,x-amzn-ErrorType,x-amz-apigw-id,Date";
        if (!HttpMethods.IsOptions(http.Request.Method)) return next(http);
        headers.AccessControlAllowMethods = "POST, GET, OPTIONS";
        headers.AccessControlAllowHeaders = http.Request.Headers.AccessControlRequestHeaders;
        headers.AccessControlMaxAge = "600";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void UsePage(WebApplication app, string root, RecordedPage page)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(root));
        app.Use((http, next) =>
        {
            foreach (var (name, value) in page.Headers) http.Response.Headers[name] = value;
            return next(http);
        });
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        app.Use(async (http, next) =>
        {
            // The page has its own routes: what is no file is the page.
            if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
            {
                http.Response.ContentType = "text/html; charset=utf-8";
                await http.Response.SendFileAsync(files.GetFileInfo("index.html"));
                return;
            }
            await next(http);
        });
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync("Nothing answers this path.");
    }

    public static void CheckFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            probe.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new PortInUseException(port, e);
        }
    }
}

public sealed class PortInUseException(int port, Exception inner)
    : Exception($"Port {port} on 127.0.0.1 is in use by another program. End it, or choose another with --port.", inner)
{
    public int Port { get; } = port;
}

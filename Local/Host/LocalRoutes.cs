using System.Text.Json.Nodes;
using EventChat.EventLog;
using EventChat.Infra.FrontEnd;
using EventChat.Local.Iam;
using EventChat.Local.Stack;
using EventChat.Local.Usage;
using EventChat.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace EventChat.Local.Host;

/// <summary>What a page, a client or a script must know of this host: <c>/_local/…</c>. Nothing of it exists on AWS.</summary>
internal sealed class LocalRoutes(LocalHost host, UsageMeter usage, Roles roles) : IHttpRoutes
{
    private const string AmplifyOutputsFile = "/" + AmplifyOutputs.FileName;

    private DeployedStack? _stack;
    private string _amplifyOutputs = "";

    public void Deployed(DeployedStack stack)
    {
        // As text: a JSON node is not safe to read from two requests at a time.
        _amplifyOutputs = stack.Outputs[AmplifyOutputs.OutputName]!.ToJsonString();
        _stack = stack;
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext http)
    {
        if (_stack is null && http.Request.Path.StartsWithSegments("/graphql"))
        {
            // An API half deployed would answer half: clients that knew an earlier run try again instead.
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return true;
        }
        if (!http.Request.Path.StartsWithSegments("/_local", out var rest)) return false;
        JsonNode? document = rest.Value switch
        {
            AmplifyOutputsFile => Amplify(http),
            "/meter.json" => Meter(),
            "/usage.json" => new JsonObject(usage.Snapshot().Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))),
            "/resources.json" => ResourceList(),
            "/permissions.json" => roles.Report(),
            _ => null,
        };
        if (document is null) return false;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(document.ToJsonString(), http.RequestAborted);
        return true;
    }

    /// <summary>The stack's own output, at the address that the caller used, so that a page over TLS stays there; or over TLS if that is asked for.</summary>
    private JsonObject? Amplify(HttpContext http)
    {
        if (_stack is null) return null;
        var origin = http.Request.IsHttps || http.Request.Query["scheme"] == "https" ? host.Options.TlsUrl : host.Options.BaseUrl;
        var outputs = JsonNode.Parse(_amplifyOutputs)!.AsObject();
        outputs["data"]!["url"] = $"{origin}/graphql";
        outputs["custom"]!["realtime_url"] = $"{origin.Replace("http", "ws", StringComparison.Ordinal)}/graphql/realtime";
        // Amplify's format has no place for a user pool that is not Amazon's own.
        outputs["custom"]!["user_pool_endpoint"] = origin;
        return outputs;
    }

    /// <summary>Request units that the functions in this process have used, computed as AWS would bill them.</summary>
    private static JsonObject Meter()
    {
        var categories = new JsonObject();
        foreach (var (side, meter) in new[] { ("write", Pipeline.Entry.Meter), ("read", Projections.Entry.Meter) })
            foreach (var (name, usage) in meter.Snapshot())
                categories[$"{side}/{name}"] = new JsonObject { ["calls"] = usage.Calls, ["wru"] = usage.Wru, ["rru"] = usage.Rru };
        return new JsonObject { ["categories"] = categories };
    }

    private JsonArray ResourceList() =>
    [
        .. host.Resources.Resources.Select(r => new JsonObject { ["name"] = r.LogicalName, ["type"] = r.Type, ["emulation"] = r.Emulation.ToString() }),
        .. StandIn.All.Select(s => new JsonObject { ["name"] = s.Service, ["type"] = "service", ["emulation"] = "StandIn", ["note"] = s.What }),
    ];
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

internal sealed class FunctionProvider(DeployedApis apis) : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } = ["aws:appsync/function:Function"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var inputs = Inputs.Of(resource).Ignore("description");
        var api = apis.Find(inputs.Required("apiId"));
        var name = inputs.Required("name");
        var dataSource = inputs.Required("dataSource");
        JavaScriptRuntime.Check(inputs);
        var code = inputs.Required("code");
        if (inputs.Number("maxBatchSize") is > 0) throw inputs.Unsupported("maxBatchSize: batched functions have no emulator.");
        inputs.Finish();
        if (!api.DataSources.ContainsKey(dataSource)) throw inputs.Unsupported($"there is no data source {dataSource}.");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{api.Id}/{name}")))[..26];
        api.Functions[id] = new(id, name, dataSource, ResolverCode.Prepare($"{resource.LogicalName} ({name})", code));
        api.Changed();
        return Task.FromResult(new JsonObject
        {
            ["id"] = $"{api.Id}-{id}",
            ["functionId"] = id,
            ["arn"] = LocalAddress.Arn("appsync", $"apis/{api.Id}/functions/{id}"),
            ["name"] = name,
        });
    }
}

internal static class JavaScriptRuntime
{
    /// <exception cref="UnsupportedResourceException">VTL, or a runtime that does not exist.</exception>
    public static void Check(Inputs inputs)
    {
        if (inputs.Map("runtime") is not { } runtime) throw inputs.Unsupported("runtime is missing: mapping templates (VTL) have no emulator, APPSYNC_JS has.");
        if (runtime.Required("name") != "APPSYNC_JS" || runtime.Required("runtimeVersion") != "1.0.0")
            throw runtime.Unsupported("the runtime is APPSYNC_JS 1.0.0.");
        runtime.Finish();
    }
}

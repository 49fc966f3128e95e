using System.Text.Json.Nodes;
using EventChat.Local.AppSync.DataSources;
using EventChat.Local.AppSync.Javascript;
using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

internal sealed class ResolverProvider(DeployedApis apis) : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } = ["aws:appsync/resolver:Resolver"];

    public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var inputs = Inputs.Of(resource);
        var api = apis.Find(inputs.Required("apiId"));
        var type = inputs.Required("type");
        var field = inputs.Required("field");
        var pipeline = inputs.Text("kind") == "PIPELINE";
        var dataSource = inputs.Text("dataSource");
        var functions = inputs.Map("pipelineConfig") is { } config ? config.Texts("functions") : [];
        if (inputs.Number("maxBatchSize") is > 0) throw inputs.Unsupported("maxBatchSize: batched resolvers have no emulator.");
        if (pipeline && (dataSource is not null || functions.Count == 0)) throw inputs.Unsupported("a PIPELINE names functions and no data source.");
        if (!pipeline && (dataSource is null || functions.Count > 0)) throw inputs.Unsupported("a UNIT names a data source and no functions.");
        if (dataSource is not null && !api.DataSources.ContainsKey(dataSource)) throw inputs.Unsupported($"there is no data source {dataSource}.");
        if (functions.FirstOrDefault(id => !api.Functions.ContainsKey(id)) is { } unknown) throw inputs.Unsupported($"there is no function {unknown}.");

        var name = $"{type}.{field}";
        var direct = inputs.Text("code") is null;
        if (direct && !(dataSource is not null && api.DataSources[dataSource] is LambdaDataSource))
            throw inputs.Unsupported("code is missing; only a direct Lambda resolver goes without.");
        if (!direct) JavaScriptRuntime.Check(inputs);
        var code = inputs.Text("code") is { } source ? ResolverCode.Prepare(name, source) : null;
        inputs.Finish();
        api.Resolvers[(type, field)] = new(type, field, dataSource, code, pipeline ? functions : null);
        api.Changed();
        return Task.FromResult(new JsonObject
        {
            ["id"] = $"{api.Id}-{type}-{field}",
            ["arn"] = LocalAddress.Arn("appsync", $"apis/{api.Id}/types/{type}/resolvers/{field}"),
        });
    }
}

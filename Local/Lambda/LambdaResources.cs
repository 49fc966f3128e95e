using System.Text.Json.Nodes;
using EventChat.Local.Iam;
using EventChat.Local.Stack;

namespace EventChat.Local.Lambda;

/// <summary>Deploys the program's functions.</summary>
/// <param name="roles">Whose credentials functions find in their environment; null: they find none.</param>
public sealed class LambdaResources(LambdaHost host, LocalAddress address, Roles? roles = null) : IResourceProvider
{
    public IReadOnlyCollection<string> Types { get; } = ["aws:lambda/function:Function"];

    public async Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
    {
        var function = FunctionDeclaration.Read(resource, address, roles?.Find(resource.Inputs["role"]?.ToString())?.Key);
        await host.DeployAsync(function);
        var outputs = (JsonObject)resource.Inputs.DeepClone();
        outputs["id"] = function.Name;
        outputs["name"] = function.Name;
        outputs["arn"] = function.Arn;
        outputs["version"] = LocalFunction.Version;
        outputs["qualifiedArn"] = $"{function.Arn}:{LocalFunction.Version}";
        outputs["invokeArn"] = $"arn:aws:apigateway:{LocalAddress.Region}:lambda:path/2015-03-31/functions/{function.Arn}/invocations";
        return outputs;
    }
}

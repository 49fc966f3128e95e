using System.Text.Json.Nodes;
using EventChat.Local.Cognito.Pools;
using EventChat.Local.Stack;
using EventChat.Local.Wire;

namespace EventChat.Local.Kms;

/// <summary>Keys that never leave it, and what is done with them. Its own alone: DynamoDB Local encrypts nothing, whatever key a table names.</summary>
public sealed class KmsEmulator
{
    /// <param name="folder">Of the keys' files; null: in memory.</param>
    public KmsEmulator(string? folder, IRequestSignature signature, TimeProvider time)
    {
        var keys = new WrappingKeys(folder, time);
        Service = new KmsService(new KmsOperations(keys), signature, time);
        Provider = new KeyProvider(keys);
    }

    public IWireService Service { get; }

    public IResourceProvider Provider { get; }

    private sealed class KeyProvider(WrappingKeys keys) : IResourceProvider
    {
        public IReadOnlyCollection<string> Types => ["aws:kms/key:Key"];

        public Task<JsonObject> CreateAsync(ResourceDeclaration resource, CancellationToken cancel)
        {
            var inputs = DeclaredInputs.Of(resource);
            // The material never changes here, and nothing deletes a key but whoever deletes its file.
            inputs.Record("enableKeyRotation", "deletionWindowInDays");
            var key = keys.Declare(resource.LogicalName, inputs.Text("description"));
            inputs.Done();
            return Task.FromResult<JsonObject>(new() { ["id"] = key.Id, ["keyId"] = key.Id, ["arn"] = key.Arn });
        }
    }
}

using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Functions;

/// <summary>Opens what people wrote for those queries that read the log and not a read model.</summary>
internal sealed class SealedTexts
{
    public SealedTexts(PhysicalNames names, StackConfig config, ChatTables tables) => Reveal = new ChatFunction(names, config, new()
    {
        Name = FunctionNames.Reveal,
        Artifact = Artifacts.Projections,
        Description = "Opens sealed texts of pages of the log",
        // Opening 200 texts takes under a millisecond; the rest is the keys' table and KMS, side by side.
        MemoryMb = 512,
        TimeoutSeconds = 10,
        Environment = tables.Texts.Tell(new InputMap<string>()),
        Grants = [.. tables.Texts.Open(), .. tables.UseKey()],
    }).Function;

    public Function Reveal { get; }
}

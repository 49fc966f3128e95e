using EventChat.Contracts;
using EventChat.Infra.Access;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws.Lambda;

namespace EventChat.Infra.Functions;

/// <summary>Opens what people wrote for those queries that read the log and not a read model.</summary>
internal sealed class SealedTexts
{
    public SealedTexts(PhysicalNames names, StackConfig config, ChatTables tables)
    {
        Reveal = RevealOf(names, config, tables);
        Personal = PersonalOf(names, config, tables);
    }

    public Function Reveal { get; }
    public Function Personal { get; }

    private static Function RevealOf(PhysicalNames names, StackConfig config, ChatTables tables) => new ChatFunction(names, config, new()
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

    private static Function PersonalOf(PhysicalNames names, StackConfig config, ChatTables tables) => new ChatFunction(names, config, new()
    {
        Name = FunctionNames.Personal,
        Artifact = Artifacts.Projections,
        Description = "Puts together what is kept of a user, for the user",
        MemoryMb = 512,
        // AppSync gives up after 30 s; a page looks at 2,000 events at most.
        TimeoutSeconds = 30,
        Environment = tables.Texts.Tell(new InputMap<string>
        {
            [EnvironmentNames.EventsTable] = tables.Events.Name,
            [EnvironmentNames.StateTable] = tables.State.Name,
            [EnvironmentNames.ViewsTable] = tables.Views.Name,
        }),
        Grants =
        [
            tables.ReadEvents("a user's own texts are read from the logs of the user's conversations"),
            Grant.To(
                "profile, preferences and the read models' generations are read; that all was taken is noted", tables.State.Arn,
                "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem"),
            Grant.To("memberships and the feed are read", tables.Views.Arn, "dynamodb:Query"),
            .. tables.Texts.Open(),
            .. tables.UseKey(),
        ],
    }).Function;
}

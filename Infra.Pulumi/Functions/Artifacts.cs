namespace EventChat.Infra.Functions;

/// <summary>The packages that <c>./eventchat package</c> makes, relative to the folder of Pulumi.yaml.</summary>
public static class Artifacts
{
    public const string Pipeline = "artifacts/pipeline.zip";
    public const string Projections = "artifacts/projections.zip";
}

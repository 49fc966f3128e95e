using System.Reflection;
using EventChat.Contracts;

namespace EventChat.Infra.GraphQL;

internal static class ApiSchema
{
    public static string Text { get; } = EmbeddedText.Read(typeof(Limits).Assembly, "schema.graphql");
}

internal static class EmbeddedText
{
    /// <summary>With line feeds, so that the program is the same on every machine.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} holds no resource '{name}'.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd().ReplaceLineEndings("\n");
    }
}

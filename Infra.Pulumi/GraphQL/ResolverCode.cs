using EventChat.Infra.Storage;
using Pulumi;

namespace EventChat.Infra.GraphQL;

/// <summary>The files of Projections/resolvers, with the tables' names in place of their tokens.</summary>
internal sealed class ResolverCode(ChatTables tables)
{
    /// <param name="file">E.g. <c>access.js</c>.</param>
    public Output<string> Of(string file)
    {
        var code = EmbeddedText.Read(typeof(ResolverCode).Assembly, $"resolvers/{file}");
        return Output.Format(System.Runtime.CompilerServices.FormattableStringFactory.Create(
            code.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
                .Replace("__STATE_TABLE__", "{0}", StringComparison.Ordinal)
                .Replace("__VIEWS_TABLE__", "{1}", StringComparison.Ordinal)
                .Replace("__EVENTS_TABLE__", "{2}", StringComparison.Ordinal),
            tables.State.Name, tables.Views.Name, tables.Events.Name));
    }
}

using EventChat.Infra.Functions;
using EventChat.Infra.GraphQL;
using EventChat.Infra.Identity;
using EventChat.Infra.Storage;
using Pulumi;
using Pulumi.Aws;

namespace EventChat.Infra;

/// <summary>The whole stack, in the order in which a message travels.</summary>
internal static class EventChatStack
{
    public static IDictionary<string, object?> Define()
    {
        var config = StackConfig.Read(new Config());
        var names = new PhysicalNames(Deployment.Instance.ProjectName, Deployment.Instance.StackName);
        var region = GetRegion.Invoke().Apply(result => result.Name);

        var tables = new ChatTables(names, config, region);
        var writeSide = new WriteSide(names, config, tables);
        var signIn = new SignIn(names, config, writeSide.Registration);
        var api = new ChatApi(names, config, region, signIn.UserPool);
        var sources = new DataSources(names, api.Api, tables, writeSide.Commands);
        _ = new Resolvers(api.Api, sources, tables);
        _ = new ProjectionFeed(names, config, tables, api);

        return new Dictionary<string, object?>
        {
            ["region"] = region,
            ["userPoolId"] = signIn.UserPool.Id,
            ["userPoolClientId"] = signIn.Client.Id,
            // The real-time endpoint follows from it, by the rule that every AppSync client knows.
            ["graphqlUrl"] = api.Url,
            ["eventsTable"] = tables.Events.Name,
            ["stateTable"] = tables.State.Name,
            ["viewsTable"] = tables.Views.Name,
        };
    }
}

using EventChat.Local.Stack;

namespace EventChat.Local.AppSync.Deployment;

/// <summary>The API of this host. AppSync gives each API a host name of its own; one machine has one, so there is one API.</summary>
internal sealed class DeployedApis
{
    public GraphQLApi? Current { get; private set; }

    /// <exception cref="UnsupportedResourceException">There is one already.</exception>
    public void Add(GraphQLApi api)
    {
        if (Current is not null && Current.Id != api.Id)
            throw new UnsupportedResourceException($"{api.Name}: this machine serves one GraphQL API at /graphql, and {Current.Name} is it.");
        Current = api;
    }

    /// <exception cref="UnsupportedResourceException">Nothing of that id was created.</exception>
    public GraphQLApi Find(string id) =>
        Current is { } api && api.Id == id ? api : throw new UnsupportedResourceException($"There is no GraphQL API {id}.");
}

namespace Amazon.Lambda.AppSyncEvents;

/// <summary>What AppSync sends to a direct Lambda resolver: its resolver context.</summary>
/// <typeparam name="TArguments">The field's arguments.</typeparam>
public class AppSyncResolverEvent<TArguments>
{
    public TArguments Arguments { get; set; }

    /// <summary>A JSON object whose shape depends on the authorization mode; null with an API key. See the <c>AppSync…Identity</c> classes.</summary>
    public object Identity { get; set; }

    /// <summary>The parent field's value; null for a field of Query, Mutation and Subscription.</summary>
    public object Source { get; set; }

    public RequestContext Request { get; set; }

    /// <summary>The previous function's result, in a pipeline resolver.</summary>
    public object Prev { get; set; }

    public Information Info { get; set; }
    public Dictionary<string, object> Stash { get; set; }
}

public class RequestContext
{
    public Dictionary<string, string> Headers { get; set; }

    /// <summary>The custom domain the request came through, if it did.</summary>
    public string DomainName { get; set; }
}

public class Information
{
    public string FieldName { get; set; }

    /// <summary>The selected fields as paths: <c>items/id</c>.</summary>
    public List<string> SelectionSetList { get; set; }

    public string SelectionSetGraphQL { get; set; }
    public Dictionary<string, object> Variables { get; set; }
    public string ParentTypeName { get; set; }
}

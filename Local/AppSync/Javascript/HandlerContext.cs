namespace EventChat.Local.AppSync.Javascript;

/// <summary>What every handler of a field sees in its <c>ctx</c>. All members are plain values.</summary>
internal sealed class HandlerContext
{
    public required IReadOnlyDictionary<string, object?> Arguments { get; init; }
    public required object? Identity { get; init; }
    public required object? Source { get; init; }
    public required IReadOnlyDictionary<string, object?> Info { get; init; }
    public required IReadOnlyDictionary<string, object?> Request { get; init; }
    public required IReadOnlyDictionary<string, object?> Environment { get; init; }

    /// <summary>Of <c>util.authType()</c>.</summary>
    public required string AuthType { get; init; }

    /// <summary>Adds <c>selectionSetList</c> and <c>selectionSetGraphQL</c> to <see cref="Info"/> for the code that looks at them.</summary>
    public required Func<IReadOnlyDictionary<string, object?>> InfoWithSelectionSet { get; init; }

    /// <summary>What handlers asked for besides an answer.</summary>
    public HandlerEffects Effects { get; } = new();
}

/// <summary>What handlers of one field asked for besides their answer.</summary>
internal sealed class HandlerEffects
{
    /// <summary>Of <c>util.appendError</c>.</summary>
    public List<ResolverException> AppendedErrors { get; } = [];

    /// <summary>Plain value given to <c>extensions.setSubscriptionFilter</c>.</summary>
    public object? SubscriptionFilter { get; set; }

    /// <summary>Plain value given to <c>extensions.setSubscriptionInvalidationFilter</c>.</summary>
    public object? InvalidationFilter { get; set; }

    /// <summary>Given to <c>extensions.invalidateSubscriptions</c>.</summary>
    public List<(string SubscriptionField, IReadOnlyDictionary<string, object?> Payload)> Invalidations { get; } = [];
}

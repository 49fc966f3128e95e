using GraphQL.Types;

namespace EventChat.Local.AppSync.Realtime;

/// <summary>One subscriber's subscription, from its start to its end.</summary>
/// <param name="arguments">Given ones must equal the result's field of the same name, unless there is a <paramref name="filter"/>.</param>
internal sealed class Subscription(
    string id, string fieldName, string responseName, IGraphType type, IReadOnlyDictionary<string, object?> arguments,
    SubscriptionFilter? filter, SubscriptionFilter? invalidationFilter, Selection selection, IFrameReceiver receiver)
{
    public string Id => id;
    public string Field => fieldName;
    public IFrameReceiver Receiver => receiver;

    /// <summary>Equal for subscribers who get the same bytes.</summary>
    public string PayloadKey { get; } = $"{responseName}|{selection.Key}";

    public byte[] Payload(MutationResult result) => Projection.Payload(responseName, selection, type, result);

    public bool Wants(MutationResult result)
    {
        if (filter is not null) return filter.Matches(result.Field);
        foreach (var (name, value) in arguments)
            if (value is not null && !SubscriptionFilter.AreEqual(result.Field(name), value)) return false;
        return true;
    }

    public bool EndsWith(IReadOnlyDictionary<string, object?> payload) =>
        invalidationFilter?.Matches(name => payload.GetValueOrDefault(name)) ?? false;
}

/// <summary>A connection, as the hub sees it. No call waits for the client.</summary>
internal interface IFrameReceiver
{
    void Data(string subscriptionId, byte[] payload);

    /// <summary>The server has ended the subscription.</summary>
    void Ended(string subscriptionId);
}

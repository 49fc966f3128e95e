using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>Hands batches on, one after the other. What fails takes the rest of its logs with it, so that nothing overtakes; the others go on.</summary>
internal static class InOrder
{
    /// <param name="send">Answers the logs whose items were refused; what it throws is the whole batch's failure.</param>
    /// <returns>The logs that are to be brought again.</returns>
    public static async Task<IReadOnlySet<LogId>> SendAsync<T>(
        string target, IReadOnlyList<Routed<T>> items, Func<IEnumerable<Routed<T>>, IEnumerable<IReadOnlyList<Routed<T>>>> cut,
        Func<IReadOnlyList<Routed<T>>, Task<IReadOnlyList<LogId>>> send, ILogger logger)
    {
        HashSet<LogId> failed = [];
        foreach (var batch in cut(items))
        {
            var going = failed.Count == 0 ? batch : [.. batch.Where(i => !failed.Contains(i.Log))];
            if (going.Count == 0) continue;
            try
            {
                failed.UnionWith(await send(going));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failed.UnionWith(going.Select(i => i.Log));
                logger.NotHandedOn(e, target, going.Count, failed.Count);
            }
        }
        return failed;
    }

    /// <summary>One by one.</summary>
    public static IEnumerable<IReadOnlyList<Routed<T>>> Singly<T>(IEnumerable<Routed<T>> items) => items.Select(i => (IReadOnlyList<Routed<T>>)[i]);
}

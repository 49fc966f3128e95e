using EventChat.Contracts;
using Microsoft.Extensions.Logging;

namespace EventChat.Pipeline;

/// <summary>A call that takes several and may refuse some of them: those are tried again, then their logs fail.</summary>
internal static class Refusable
{
    /// <summary>Calls. With 50, 100 and 200 ms between them they sit out a short throttling; a longer one is the stream's to repeat.</summary>
    private const int Attempts = 4;

    /// <param name="send">Answers those that were refused, by index, and why.</param>
    public static async Task<IReadOnlyList<LogId>> SendAsync<T>(
        string target, IReadOnlyList<Routed<T>> batch, Func<IReadOnlyList<Routed<T>>, CancellationToken, Task<IReadOnlyList<(int Index, string Code)>>> send,
        TimeProvider time, ILogger logger, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var refused = await send(batch, cancel);
            if (refused.Count == 0) return [];
            logger.Refused(target, refused.Count, refused[0].Code, attempt);
            batch = [.. refused.Select(r => batch[r.Index])];
            if (attempt == Attempts) return [.. batch.Select(b => b.Log)];
            await Task.Delay(TimeSpan.FromMilliseconds(25 << attempt), time, cancel);
        }
    }
}

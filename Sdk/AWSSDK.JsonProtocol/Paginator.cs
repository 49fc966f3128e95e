using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace Amazon.JsonProtocol;

/// <summary>
/// All pages of a list operation, asked for as they are read. Like the official ones it is read once: a second reading would begin
/// where the first one left its token in the request.
/// </summary>
public sealed class Paginator<TResponse, TItem>(
    Func<CancellationToken, Task<TResponse>> read, Func<TResponse, string?> nextToken, Action<string> continueAt,
    Func<TResponse, IEnumerable<TItem>?> items)
{
    private int _used;

    public IPaginatedEnumerable<TResponse> Responses => new Sequence<TResponse>(PagesAsync);

    public IPaginatedEnumerable<TItem> Items => new Sequence<TItem>(ItemsAsync);

    private async IAsyncEnumerable<TResponse> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0)
            throw new InvalidOperationException("Paginator has already been consumed and cannot be reused. Please create a new instance.");
        string? next;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await read(cancellationToken).ConfigureAwait(false);
            yield return page;
            next = nextToken(page);
            if (!string.IsNullOrEmpty(next)) continueAt(next);
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async IAsyncEnumerable<TItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(cancellationToken).ConfigureAwait(false))
            foreach (var item in items(page) ?? []) yield return item;
    }

    private sealed class Sequence<T>(Func<CancellationToken, IAsyncEnumerable<T>> open) : IPaginatedEnumerable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            open(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }
}

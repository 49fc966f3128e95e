namespace EventChat.Local.AppSync.DataSources;

/// <param name="Result">Plain value; with some errors the item that stood in the way.</param>
/// <param name="Error">What the response handler sees as <c>ctx.error</c>.</param>
internal readonly record struct DataSourceResult(object? Result, (string Type, string Message)? Error = null)
{
    public static DataSourceResult Failed(string type, string message, object? result = null) => new(result, (type, message));
}

internal interface IDataSource
{
    /// <param name="request">What the request handler returned.</param>
    /// <exception cref="Javascript.ResolverException">The request is not one of this data source.</exception>
    Task<DataSourceResult> InvokeAsync(object? request, CancellationToken cancel);
}

/// <summary>NONE: the payload comes back.</summary>
internal sealed class NoneDataSource : IDataSource
{
    public Task<DataSourceResult> InvokeAsync(object? request, CancellationToken cancel) =>
        Task.FromResult(new DataSourceResult((request as Dictionary<string, object?>)?.GetValueOrDefault("payload")));
}

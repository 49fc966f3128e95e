using System.Security.Cryptography;
using System.Text;
using EventChat.Local.Lambda;
using EventChat.Local.Stack;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.Sqs.Mappings;

/// <summary>The mappings of queues. They take nothing out until <see cref="Start"/>: a function may need resources that come after it.</summary>
/// <param name="timeoutOf">Of a function by name; null if there is none.</param>
public sealed class QueueMappings(
    SqsEmulator queues, ILambdaInvoker lambda, Func<string, TimeSpan?> timeoutOf, TimeProvider time, ILogger<QueueMappings> log) : IAsyncDisposable
{
    private readonly Dictionary<string, QueuePump> _pumps = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _started;

    public static bool IsSource(string? arn) => arn?.StartsWith("arn:aws:sqs:", StringComparison.Ordinal) is true;

    /// <summary>The mappings and their ids.</summary>
    public IReadOnlyList<(string Uuid, QueueMapping Mapping)> All
    {
        get
        {
            lock (_lock) return [.. _pumps.Select(p => (p.Key, p.Value.Mapping))];
        }
    }

    /// <exception cref="UnsupportedResourceException">Lambda would refuse it, or it is not emulated.</exception>
    public (string Uuid, QueueMapping Mapping) Add(ResourceDeclaration resource)
    {
        var mapping = Read(resource);
        lock (_lock)
        {
            var uuid = UuidOf(mapping);
            if (_pumps.ContainsKey(uuid)) throw QueueMappingDeclaration.Refused(resource, $"{mapping.Function} is mapped to this queue already");
            _pumps[uuid] = NewPump(mapping);
            return (uuid, mapping);
        }
    }

    /// <summary>Another mapping in the place of one; what the old one was at is left to the visibility timeout.</summary>
    public async Task<QueueMapping> ReplaceAsync(string uuid, ResourceDeclaration resource)
    {
        var mapping = Read(resource);
        await RemoveAsync(uuid);
        lock (_lock) _pumps[uuid] = NewPump(mapping);
        return mapping;
    }

    public async Task RemoveAsync(string uuid)
    {
        QueuePump? former;
        lock (_lock) _pumps.Remove(uuid, out former);
        if (former is not null) await former.DisposeAsync();
    }

    public void Start()
    {
        lock (_lock)
        {
            if (_started) return;
            _started = true;
            foreach (var pump in _pumps.Values.Where(p => p.Mapping.Enabled)) pump.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        QueuePump[] pumps;
        lock (_lock)
        {
            pumps = [.. _pumps.Values];
            _pumps.Clear();
        }
        await Task.WhenAll(pumps.Select(p => p.DisposeAsync().AsTask()));
    }

    private QueueMapping Read(ResourceDeclaration resource)
    {
        var function = LocalFunction.NameOf(resource.Inputs["functionName"]?.ToString() ?? "");
        return QueueMappingDeclaration.Read(resource, queues.Find(resource.Inputs["eventSourceArn"]?.ToString() ?? ""), timeoutOf(function));
    }

    private QueuePump NewPump(QueueMapping mapping)
    {
        var pump = new QueuePump(mapping, queues.Find(mapping.QueueArn)!, lambda, time, log);
        if (_started && mapping.Enabled) pump.Start();
        return pump;
    }

    /// <summary>The same in every run: nothing else of a queue's mapping outlives the host.</summary>
    private static string UuidOf(QueueMapping mapping) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{mapping.QueueArn} {mapping.Function}")).AsSpan(0, 16)).ToString();
}

internal static partial class QueueMappingsLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Mapping}: {Count} messages failed and come again: {Why}")]
    public static partial void MessagesFailed(this ILogger log, string mapping, int count, string why);

    [LoggerMessage(2, LogLevel.Error, "{Mapping} can not read its queue; it tries again")]
    public static partial void QueueUnreadable(this ILogger log, Exception exception, string mapping);
}
